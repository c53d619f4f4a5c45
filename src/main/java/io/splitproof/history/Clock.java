package io.splitproof.history;

import java.time.Duration;

/**
 * The one clock of a run, as those who stamp or wait see it.
 *
 * <p>Scenario time is what scenarios, histories and verdicts speak of. Real time is what machines wait for. This is
 * the only place where one becomes the other.
 */
public interface Clock {
    /** Nanoseconds of scenario time since the run began. */
    long nanos();

    /** How long a scenario duration lasts on this machine's clock. */
    RealTime real(Duration scenario);

    /** How much scenario time passes in a span of this machine's. */
    default Duration scenario(RealTime real) {
        return Duration.ofNanos(Math.round(real.nanos() * factor()));
    }

    /** Seconds of scenario time in one second of real time. */
    default double factor() {
        return 1e15 / real(Duration.ofSeconds(1_000_000)).nanos();
    }
}
