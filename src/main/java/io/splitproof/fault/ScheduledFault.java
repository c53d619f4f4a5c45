package io.splitproof.fault;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a schedule.
 *
 * @param id unique in its schedule, such as {@code f1}; events refer to it
 * @param at scenario time from the start of the load; where it waits for an event, what is seen from then on counts
 * @param after what must be seen before it begins; null: it begins at its time
 * @param lasts how long until it is healed; null: links, pauses and
 *     drifting clocks until the end of the schedule, crashes and jumps of clocks for good
 */
public record ScheduledFault(
        String id,
        Duration at,
        @Nullable Trigger after,
        @Nullable Duration lasts,
        Fault fault) {
    /** A fault that begins at its time. */
    public ScheduledFault(String id, Duration at, @Nullable Duration lasts, Fault fault) {
        this(id, at, null, lasts, fault);
    }

    /** When it is healed; at the earliest, where it waits for an event. */
    public Optional<Duration> healAt() {
        return Optional.ofNullable(lasts).map(at::plus);
    }

    /** The same, healed after that time. */
    public ScheduledFault lasting(Duration time) {
        return new ScheduledFault(id, at, after, time, fault);
    }

    public String describe() {
        return fault.describe();
    }
}
