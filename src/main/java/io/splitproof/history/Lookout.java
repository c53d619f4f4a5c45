package io.splitproof.history;

import io.splitproof.fault.ScheduledFault;
import io.splitproof.fault.Trigger;
import io.splitproof.history.Event.Completed;
import io.splitproof.history.Event.Invoked;
import io.splitproof.history.Event.PhaseStarted;
import io.splitproof.history.Event.SentinelSaid;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells the event that begins a fault among the events of a run, which are handed to it one by one.
 *
 * <p>A run and its judge use the same. Not thread-safe.
 */
public final class Lookout {
    private final ScheduledFault fault;
    private final Trigger trigger;
    private final Set<Long> openWrites = new HashSet<>();
    private long fromNanos = Long.MAX_VALUE;
    private int missing;

    /** Throws IllegalArgumentException if the fault waits for no event. */
    public Lookout(ScheduledFault fault) {
        if (fault.after() == null) {
            throw new IllegalArgumentException(fault.id() + " begins at its time and waits for no event");
        }
        this.fault = fault;
        this.trigger = fault.after();
        this.missing = trigger instanceof Trigger.Acknowledged acknowledged ? acknowledged.writes() : 1;
    }

    public ScheduledFault fault() {
        return fault;
    }

    /** True of one event at most: the one that the fault waits for. */
    public boolean sees(Event event) {
        if (event instanceof PhaseStarted started && started.phase() == Phase.CONTROL) {
            fromNanos = started.atNanos() + fault.at().toNanos();
        }
        return isAwaited(event) && event.atNanos() >= fromNanos && --missing == 0;
    }

    private boolean isAwaited(Event event) {
        if (trigger instanceof Trigger.SentinelSays says) {
            return event instanceof SentinelSaid said && said.channel().equals(says.channel());
        }
        if (event instanceof Invoked invoked && invoked.kind() == OperationKind.WRITE) {
            openWrites.add(invoked.op());
        }
        return event instanceof Completed completed
                && openWrites.remove(completed.op())
                && completed.outcome() instanceof Outcome.Ok;
    }
}
