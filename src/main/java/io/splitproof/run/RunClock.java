package io.splitproof.run;

import io.splitproof.history.Clock;
import io.splitproof.history.RealTime;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The one monotonic clock of a run; it begins when it is made. */
final class RunClock implements Clock {
    private final long start = System.nanoTime();
    private final double factor;

    /** @param factor seconds of scenario time in one second of real time */
    RunClock(double factor) {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("a time-lapse factor is above 0, not " + factor);
        }
        this.factor = factor;
    }

    @Override
    public long nanos() {
        return Math.round((System.nanoTime() - start) * factor);
    }

    @Override
    public RealTime real(Duration scenario) {
        return new RealTime(Duration.ofNanos(Math.round(scenario.toNanos() / factor)));
    }

    @Override
    public double factor() {
        return factor;
    }

    /**
     * Waits until a scenario instant, finely enough for a rate of 1,000 in a second.
     *
     * @throws InterruptedException if the run is interrupted
     */
    void awaitNanos(long scenarioNanos) throws InterruptedException {
        while (true) {
            long left = Math.round((scenarioNanos - nanos()) / factor);
            if (left <= 0) {
                return;
            }
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException("the run was interrupted while it waited");
            }
        }
    }
}
