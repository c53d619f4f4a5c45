package io.splitproof.fault;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a schedule.
 *
 * @param id unique in its schedule, such as {@code f1}; events refer to it
 * @param at scenario time from the start of the load
 * @param lasts how long until it is healed; null: links, pauses and
 *     drifting clocks until the end of the schedule, crashes and jumps of clocks for good
 */
public record ScheduledFault(
        String id, Duration at, @Nullable Duration lasts, Fault fault) {
    public Optional<Duration> healAt() {
        return Optional.ofNullable(lasts).map(at::plus);
    }

    public String describe() {
        return fault.describe();
    }
}
