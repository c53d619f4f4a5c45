package io.splitproof.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.splitproof.history.RealTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConvoyTest {
    private static final int PLACES = 3;

    private final Convoy convoy = new Convoy(PLACES);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger noisy = new AtomicInteger();
    private final AtomicInteger measured = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final List<String> disturbances = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void nobodyMakesNoiseWhileAnotherIsMeasured() throws Exception {
        List<Future<Void>> runs = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int length = i % 7;
            runs.add(threads.submit(() -> travel(length, length == 6)));
        }
        for (Future<Void> run : runs) {
            run.get(20, TimeUnit.SECONDS);
        }
        assertThat(disturbances).isEmpty();
        assertThat(most).hasValueBetween(1, PLACES);
    }

    private Void travel(int length, boolean alone) throws InterruptedException {
        try (var place = convoy.join(RealTime.ofMillis(length), alone)) {
            noise(alone);
            place.during(() -> {
                int others = measured.incrementAndGet() - 1;
                most.accumulateAndGet(others + 1, Math::max);
                if (noisy.get() > 0 || (alone && others > 0)) {
                    disturbances.add("measured beside " + noisy + " noisy and " + others + " measured");
                }
                LockSupport.parkNanos(200_000);
                measured.decrementAndGet();
            });
            noise(alone);
        }
        return null;
    }

    private void noise(boolean alone) {
        int others = noisy.incrementAndGet() - 1;
        if (measured.get() > 0 || (alone && others > 0)) {
            disturbances.add("noise beside " + measured + " measured and " + others + " noisy");
        }
        LockSupport.parkNanos(200_000);
        noisy.decrementAndGet();
    }

    @Test
    void asManyAsThereArePlacesAreMeasuredAtOnce() throws Exception {
        var together = new CyclicBarrier(PLACES);
        Callable<Integer> run = () -> {
            try (var place = convoy.join(RealTime.ofMillis(0), false)) {
                together.await(10, TimeUnit.SECONDS);
                place.during(() -> meet(together));
            }
            return PLACES;
        };
        for (Future<Integer> done : threads.invokeAll(Collections.nCopies(PLACES, run))) {
            assertThat(done.get()).isEqualTo(PLACES);
        }
    }

    private static void meet(CyclicBarrier together) {
        try {
            together.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("measured without the others", e);
        }
    }

    @Test
    void theLongestOfThoseThatWaitGoesNextAndWhoMustBeAloneGoesLast() throws Exception {
        var one = new Convoy(1);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        var begun = new CountDownLatch(3);
        List<Future<?>> waiting = new ArrayList<>();
        try (var first = one.join(RealTime.ofMillis(0), false)) {
            first.during(() -> order.add("first"));
            for (String name : List.of("9 alone", "1", "5")) {
                waiting.add(threads.submit(() -> {
                    begun.countDown();
                    var length = RealTime.ofSeconds(name.charAt(0) - '0');
                    try (var place = one.join(length, name.endsWith("alone"))) {
                        place.during(() -> order.add(name));
                    }
                    return null;
                }));
            }
            begun.await();
            awaitWaiting(one, 3);
        }
        for (Future<?> run : waiting) {
            run.get(10, TimeUnit.SECONDS);
        }
        assertThat(order).containsExactly("first", "5", "1", "9 alone");
    }

    private static void awaitWaiting(Convoy convoy, int runs) {
        while (convoy.waiting() < runs) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aRunThatFailsWhileItIsMeasuredGivesItsPlaceBack() throws Exception {
        assertThatThrownBy(() -> {
                    try (var place = convoy.join(RealTime.ofMillis(0), true)) {
                        place.during(() -> {
                            throw new IllegalStateException("broke");
                        });
                    }
                })
                .hasMessage("broke");
        try (var next = convoy.join(RealTime.ofMillis(0), true)) {
            assertThat(next).isNotNull();
        }
    }
}
