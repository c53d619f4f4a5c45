package io.splitproof.forecast;

import java.time.Duration;

/** A closed interval of scenario time. */
public record Bounds(Duration lower, Duration upper) {
    /** Nothing at all. */
    public static final Bounds ZERO = new Bounds(Duration.ZERO, Duration.ZERO);

    public Bounds {
        if (upper.compareTo(lower) < 0) {
            throw new IllegalArgumentException("upper bound " + upper + " lies below lower bound " + lower);
        }
    }

    static Bounds ofMillis(long lower, long upper) {
        return new Bounds(Duration.ofMillis(lower), Duration.ofMillis(upper));
    }

    /** True if the value lies inside after both ends are moved outwards by {@code slack}. */
    public boolean contains(Duration value, Duration slack) {
        return value.compareTo(lower.minus(slack)) >= 0 && value.compareTo(upper.plus(slack)) <= 0;
    }

    /** Both ends later by that much. */
    Bounds plus(Duration by) {
        return new Bounds(lower.plus(by), upper.plus(by));
    }

    /** A moment that comes that uncertain time after this uncertain moment. */
    Bounds plus(Bounds by) {
        return new Bounds(lower.plus(by.lower), upper.plus(by.upper));
    }

    /** The same start, and an end that is later by that much. */
    public Bounds withLaterUpper(Duration by) {
        return new Bounds(lower, upper.plus(by));
    }

    /** Both ends at most {@code limit}. */
    Bounds cappedAt(Duration limit) {
        return new Bounds(min(lower, limit), min(upper, limit));
    }

    /** The earlier of two uncertain moments. */
    Bounds earlierOf(Bounds other) {
        return new Bounds(min(lower, other.lower), min(upper, other.upper));
    }

    /** The later of two uncertain moments. */
    Bounds laterOf(Bounds other) {
        return new Bounds(max(lower, other.lower), max(upper, other.upper));
    }

    /** From an uncertain start to this uncertain end; never below zero. */
    Bounds since(Bounds start) {
        return new Bounds(positive(lower.minus(start.upper)), positive(upper.minus(start.lower)));
    }

    private static Duration positive(Duration value) {
        return value.isNegative() ? Duration.ZERO : value;
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
