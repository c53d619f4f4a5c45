package io.splitproof.forecast;

import java.time.Duration;

/**
 * The slowest and the fastest clock that decides: timers of nodes whose clocks drift take longer or end sooner.
 *
 * @param slowest rate relative to the run's clock, 1 at most
 * @param fastest 1 at least
 */
record Rates(double slowest, double fastest) {
    /** The same bounds where any of these clocks may be the one that measures. */
    Bounds of(Bounds bounds) {
        return new Bounds(scaled(bounds.lower(), fastest), longest(bounds.upper()));
    }

    /** How long a timer takes at most. */
    Duration longest(Duration timer) {
        return scaled(timer, slowest);
    }

    private static Duration scaled(Duration timer, double rate) {
        return Duration.ofNanos(Math.round(timer.toNanos() / rate));
    }
}
