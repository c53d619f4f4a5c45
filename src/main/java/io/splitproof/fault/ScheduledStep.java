package io.splitproof.fault;

import java.time.Duration;

/**
 * One step of an operator in a schedule.
 *
 * @param id unique in its schedule, such as {@code s1}; events refer to it
 * @param at scenario time from the start of the load; later if what stands before it takes longer
 */
public record ScheduledStep(String id, Duration at, Step step) {
    public String describe() {
        return step.describe();
    }
}
