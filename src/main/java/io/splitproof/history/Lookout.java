package io.splitproof.history;

import io.splitproof.fault.Schedule;
import io.splitproof.fault.Trigger;
import io.splitproof.history.Event.Completed;
import io.splitproof.history.Event.Invoked;
import io.splitproof.history.Event.PhaseStarted;
import io.splitproof.history.Event.PongSeen;
import io.splitproof.history.Event.RoleSeen;
import io.splitproof.history.Event.SentinelSaid;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells the event that begins a fault or a step among the events of a run, which are handed to it one by one.
 *
 * <p>A run and its judge use the same. Not thread-safe.
 */
public final class Lookout {
    private final String id;
    private final Duration at;
    private final Trigger trigger;
    private final Set<Long> openWrites = new HashSet<>();
    private long fromNanos = Long.MAX_VALUE;
    private int missing;

    /**
     * Looks for what the fault or step of that id waits for.
     *
     * @param at scenario time from the start of the load, before which nothing counts
     */
    public Lookout(String id, Duration at, Trigger trigger) {
        this.id = id;
        this.at = at;
        this.trigger = trigger;
        this.missing = trigger instanceof Trigger.Acknowledged acknowledged ? acknowledged.writes() : 1;
    }

    /** One for each fault and step that waits for an event. */
    public static List<Lookout> of(Schedule schedule) {
        return Stream.concat(
                        schedule.faults().stream()
                                .flatMap(f -> Stream.ofNullable(f.after()).map(t -> new Lookout(f.id(), f.at(), t))),
                        schedule.steps().stream()
                                .flatMap(s -> Stream.ofNullable(s.after()).map(t -> new Lookout(s.id(), s.at(), t))))
                .toList();
    }

    /** Of the fault or step. */
    public String id() {
        return id;
    }

    public Trigger trigger() {
        return trigger;
    }

    /** True of one event at most: the one that the fault or step waits for. */
    public boolean sees(Event event) {
        if (event instanceof PhaseStarted started && started.phase() == Phase.CONTROL) {
            fromNanos = started.atNanos() + at.toNanos();
        }
        return isAwaited(event) && moment(event) >= fromNanos && --missing == 0;
    }

    /** From which moment of an event on the trigger counts: a PONG was there before it was asked about. */
    public static long moment(Event event) {
        return event instanceof PongSeen pong ? pong.pongNanos() : event.atNanos();
    }

    private boolean isAwaited(Event event) {
        if (trigger instanceof Trigger.SentinelSays says) {
            return event instanceof SentinelSaid said && said.channel().equals(says.channel());
        }
        if (trigger instanceof Trigger.FullSync sync) {
            return event instanceof RoleSeen role && role.node().equals(sync.replica()) && role.isInFullSync();
        }
        if (trigger instanceof Trigger.PingPhase phase) {
            return event instanceof PongSeen pong && pong.sentinel().equals(phase.sentinel());
        }
        if (event instanceof Invoked invoked && invoked.kind() == OperationKind.WRITE) {
            openWrites.add(invoked.op());
        }
        return event instanceof Completed completed
                && openWrites.remove(completed.op())
                && completed.outcome() instanceof Outcome.Ok;
    }
}
