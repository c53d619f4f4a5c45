package io.splitproof.nemesis;

import io.splitproof.deployment.ClockReading;
import io.splitproof.deployment.ClockSettings;
import io.splitproof.topology.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One node's clocks, changed.
 *
 * @param announced System.nanoTime when the node's file held the change
 * @param before what the node's wall clock showed before the change began; null if it was not told
 */
record ClockChange(
        Node node,
        ClockSettings old,
        ClockSettings changed,
        long announced,
        @Nullable ClockReading before) {
    /** Clocks must differ by that much before it counts: a Sentinel tells the time of its last tick of up to 0.1 s. */
    private static final Duration NOTICEABLE = Duration.ofMillis(300);

    /** True if the node knew of the change before it began. */
    boolean inTime() {
        long begins = changed.after().start();
        return announced <= begins - old.lead(begins).toNanos();
    }

    /** How far the change has set the clock forward by that instant; back where negative. */
    Duration expectedAt(long reference) {
        return Duration.between(old.wallAt(reference), changed.wallAt(reference));
    }

    /** True once a reading can tell the changed clock from the old one. */
    boolean isNoticeableAt(long reference) {
        return expectedAt(reference).abs().compareTo(NOTICEABLE) >= 0;
    }

    /** The change as a reading shows it, if it is nearer to what is expected than to none. */
    Optional<Duration> shownBy(ClockReading now) {
        if (before == null || !isNoticeableAt(now.asked())) {
            return Optional.empty();
        }
        Instant early = now.said().minus(old.error(before));
        Duration shown = old.error(new ClockReading(now.asked(), early, now.answered()));
        Duration expected = expectedAt(now.asked());
        Duration off = shown.minus(expected).abs();
        return off.multipliedBy(2).compareTo(expected.abs()) <= 0 ? Optional.of(shown) : Optional.empty();
    }
}
