package io.splitproof.forecast;

import java.time.Duration;

/** A closed interval of scenario time. */
public record Bounds(Duration lower, Duration upper) {
    public Bounds {
        if (upper.compareTo(lower) < 0) {
            throw new IllegalArgumentException("upper bound " + upper + " lies below lower bound " + lower);
        }
    }

    /** True if the value lies inside after both ends are moved outwards by {@code slack}. */
    public boolean contains(Duration value, Duration slack) {
        return value.compareTo(lower.minus(slack)) >= 0 && value.compareTo(upper.plus(slack)) <= 0;
    }
}
