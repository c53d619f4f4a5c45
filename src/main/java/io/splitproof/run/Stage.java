package io.splitproof.run;

import io.splitproof.fault.ScheduledFault;
import io.splitproof.fault.ScheduledStep;
import java.time.Duration;

/**
 * A schedule that is being played, for whoever adds to it meanwhile.
 *
 * <p>Calls may come from any thread and return at once; the run's own thread does what they ask for, in their order, and
 * the history says what came of it. All times are scenario time from the start of the load.
 */
public interface Stage {
    /** How long the load has been there. */
    Duration now();

    /** Begins a fault with an id of its own at its time, or at once if that has passed; it waits for no event. */
    void begin(ScheduledFault fault);

    /** Heals a fault that was begun, so long after it began. */
    void heal(String fault, Duration lasts);

    /** Takes a step at its time, or at once if that has passed. One that does not succeed ends nothing. */
    void take(ScheduledStep step);

    /** Ends the schedule at that time: what is broken is healed, and the run goes on to its recovery. */
    void end(Duration at);
}
