package io.splitproof.run;

import io.splitproof.fault.ScheduledFault;
import io.splitproof.fault.ScheduledStep;
import io.splitproof.fault.Trigger;
import java.time.Duration;

/** What a timeline acts on beside the clock. */
sealed interface Cue {
    /** What the fault or step of that id waits for was seen at that moment. */
    record Sighting(String id, Trigger trigger, long atNanos) implements Cue {}

    /** A fault that was not planned begins at its time, or at once if that has passed. */
    record Begin(ScheduledFault fault) implements Cue {}

    /** A fault is over, so long after it began. */
    record Heal(String fault, Duration lasts) implements Cue {}

    /** A step that was not planned. */
    record Take(ScheduledStep step) implements Cue {}

    /** The schedule ends then, earlier than was planned. */
    record End(Duration at) implements Cue {}
}
