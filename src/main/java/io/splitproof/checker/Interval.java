package io.splitproof.checker;

import java.time.Duration;

/** A closed interval on the run clock: a span of time, or a moment that is known only to lie within it. */
public record Interval(long fromNanos, long toNanos) {
    public Interval {
        if (toNanos < fromNanos) {
            throw new IllegalArgumentException("an interval ends at " + toNanos + ", before its start " + fromNanos);
        }
    }

    static Interval at(long nanos) {
        return new Interval(nanos, nanos);
    }

    public Duration length() {
        return Duration.ofNanos(toNanos - fromNanos);
    }

    /** The part before that moment; empty intervals have no length. */
    Interval before(long nanos) {
        long end = Math.max(fromNanos, Math.min(toNanos, nanos));
        return new Interval(fromNanos, end);
    }

    /** The part from that moment on. */
    Interval after(long nanos) {
        long start = Math.min(toNanos, Math.max(fromNanos, nanos));
        return new Interval(start, toNanos);
    }

    boolean contains(Interval other) {
        return fromNanos <= other.fromNanos && other.toNanos <= toNanos;
    }

    boolean overlaps(Interval other) {
        return fromNanos <= other.toNanos && other.fromNanos <= toNanos;
    }
}
