package io.splitproof.history;

import java.time.Duration;

/** The machine's clock, on which scenario time passes as it does. */
public final class RealClock implements Clock {
    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public RealTime real(Duration scenario) {
        return new RealTime(scenario);
    }
}
