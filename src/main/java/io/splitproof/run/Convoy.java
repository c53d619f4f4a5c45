package io.splitproof.run;

import io.splitproof.history.RealTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Runs that share a machine boot together and are measured together, never one while another is measured: a boot takes
 * both cores for seconds, a topology under load a small part of one.
 *
 * <p>Runs of like length go together, the longest first, so that few wait for others; those that must be alone come
 * last.
 */
public final class Convoy {
    /** Longer than all scenarios of a build together: a wait that reaches it is a defect. */
    private static final Duration LIMIT = Duration.ofHours(2);

    private static final Comparator<Traveller> ORDER =
            Comparator.comparing(Traveller::alone).thenComparing(t -> t.length().span(), Comparator.reverseOrder());

    private final int places;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int noisy;
    private int ready;
    private int measured;
    private int aboard;
    private boolean alone;
    private final List<Traveller> waiting = new ArrayList<>();

    /** Who waits; its identity tells it from others of its length. */
    private record Traveller(RealTime length, boolean alone, Object identity) {}

    /** @param places how many runs may be measured at once */
    public Convoy(int places) {
        this.places = places;
    }

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
                aboard--;
                alone = false;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Waits for a place.
     *
     * @param length about how long it will be measured
     * @param byItself nobody else may have a place meanwhile
     */
    public Place join(RealTime length, boolean byItself) throws InterruptedException {
        var traveller = new Traveller(length, byItself, new Object());
        lock.lockInterruptibly();
        try {
            waiting.add(traveller);
            try {
                await("a place among " + places, () -> isNext(traveller));
            } finally {
                waiting.remove(traveller);
                changed.signalAll();
            }
            alone = byItself;
            aboard++;
            noisy++;
            return new Place();
        } finally {
            lock.unlock();
        }
    }

    /** How many wait for a place. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private boolean isNext(Traveller traveller) {
        boolean free = traveller.alone() ? aboard == 0 : aboard < places && !alone;
        return free
                && measured == 0
                && !aboutToMeasure()
                && traveller.equals(waiting.stream().min(ORDER).orElseThrow());
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
