package io.splitproof.checker;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Faults that started together, from their start to the next ones or the end of the run.
 *
 * @param faults ids of the schedule
 * @param fault when it took effect: from before the first call to after the last; its length is the uncertainty
 * @param atNanos t_fault: when the first cut or kill was complete; measured times count from here
 * @param healed when it was healed, with the same uncertainty; null if it never was
 * @param loadEndNanos when clients stopped writing, or the next episode began
 * @param endNanos the next episode's start, or the end of the history
 */
public record Episode(
        List<String> faults,
        String description,
        Interval fault,
        long atNanos,
        @Nullable Interval healed,
        long loadEndNanos,
        long endNanos) {
    public Episode {
        faults = List.copyOf(faults);
    }

    public Duration since(long nanos) {
        return Duration.ofNanos(nanos - atNanos);
    }

    /** From the fault to its heal; null if it was never healed. */
    public @Nullable Duration healedAfter() {
        return healed == null ? null : since(healed.fromNanos());
    }

    /** How long it was watched while the fault lasted. */
    public Duration watched() {
        return since(healed == null ? endNanos : Math.min(endNanos, healed.fromNanos()));
    }

    /** From the fault to that moment; empty if the moment lies before the fault. */
    Interval upTo(long nanos) {
        return new Interval(fault.fromNanos(), Math.max(fault.fromNanos(), nanos));
    }

    public boolean contains(long nanos) {
        return nanos >= fault.fromNanos() && nanos < endNanos;
    }
}
