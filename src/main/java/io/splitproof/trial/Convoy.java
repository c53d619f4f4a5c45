package io.splitproof.trial;

import io.splitproof.run.Silence;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Runs that share a machine boot together and are measured together, never one while another is measured: a boot takes
 * both cores for seconds, a topology under load a small part of one.
 */
public final class Convoy {
    /** Longer than any scenario: a wait that reaches it is a defect. */
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int noisy;
    private int ready;
    private int measured;
    private int wantAlone;
    private boolean alone;

    /** A run's place, from before its boot until it has been judged. */
    public final class Place implements Silence, AutoCloseable {
        private Place() {}

        @Override
        public void during(Stretch stretch) throws InterruptedException {
            begin();
            try {
                stretch.measure();
            } finally {
                end();
            }
        }

        private void begin() throws InterruptedException {
            lock.lock();
            try {
                noisy--;
                ready++;
                changed.signalAll();
                await("others to boot", () -> noisy == 0);
                ready--;
                measured++;
            } catch (InterruptedException | RuntimeException e) {
                ready--;
                noisy++;
                throw e;
            } finally {
                lock.unlock();
            }
        }

        private void end() {
            lock.lock();
            try {
                measured--;
                changed.signalAll();
                await("others to be measured", () -> measured == 0);
            } catch (InterruptedException e) {
                // An interrupted run is removed at once, whoever is disturbed.
                Thread.currentThread().interrupt();
            } finally {
                noisy++;
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                noisy--;
                alone = false;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Waits for a place beside others, or for one while nobody else has any. */
    public Place join(boolean byItself) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (byItself) {
                wantAlone++;
                try {
                    await("every other run to end", () -> noisy + ready + measured == 0);
                } finally {
                    wantAlone--;
                }
                alone = true;
            } else {
                await("others to be measured", () -> !alone && wantAlone == 0 && measured == 0 && !aboutToMeasure());
            }
            noisy++;
            return new Place();
        } finally {
            lock.unlock();
        }
    }

    private boolean aboutToMeasure() {
        return ready > 0 && noisy == 0;
    }

    private void await(String what, BooleanSupplier condition) throws InterruptedException {
        long left = LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (left <= 0) {
                throw new IllegalStateException("waited " + LIMIT.toMinutes() + " min for " + what);
            }
            left = changed.awaitNanos(left);
        }
    }
}
