package io.splitproof.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One step of an operator in a schedule.
 *
 * @param id unique in its schedule, such as {@code s1}; events refer to it
 * @param at scenario time from the start of the load; later if what stands before it takes longer. Where it waits for an
 *     event, what is seen from then on counts
 * @param after what must be seen before it begins; null: it begins at its time
 * @param line where it stands in its file, for messages; null where there is none
 */
public record ScheduledStep(
        String id,
        Duration at,
        @Nullable Trigger after,
        Step step,
        @Nullable Integer line) {
    /** A step that no file told. */
    public ScheduledStep(String id, Duration at, @Nullable Trigger after, Step step) {
        this(id, at, after, step, null);
    }

    /** A step that begins at its time. */
    public ScheduledStep(String id, Duration at, Step step) {
        this(id, at, null, step);
    }

    /** The same step, waiting for something else. */
    ScheduledStep waitingFor(Trigger trigger) {
        return new ScheduledStep(id, at, trigger, step, line);
    }

    public String describe() {
        return step.describe();
    }
}
