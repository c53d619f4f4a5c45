package io.splitproof.history;

import java.time.Duration;

/**
 * A span of the machine's own time: what threads and libraries wait for.
 *
 * <p>A bare {@link Duration} in a scenario, a history or a verdict is scenario time. Where a run waits, it takes this
 * type, which only a {@link Clock} makes of scenario time, so that neither is taken for the other.
 */
public record RealTime(Duration span) {
    public static RealTime ofSeconds(long seconds) {
        return new RealTime(Duration.ofSeconds(seconds));
    }

    public static RealTime ofMillis(long millis) {
        return new RealTime(Duration.ofMillis(millis));
    }

    public long nanos() {
        return span.toNanos();
    }

    public RealTime plus(RealTime more) {
        return new RealTime(span.plus(more.span));
    }

    /** The longer of both. */
    public RealTime atLeast(RealTime other) {
        return span.compareTo(other.span) >= 0 ? this : other;
    }
}
