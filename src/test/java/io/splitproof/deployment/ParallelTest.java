package io.splitproof.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParallelTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    private final ExecutorService executor = Executors.newFixedThreadPool(4);

    @AfterEach
    void endThreads() {
        executor.shutdownNow();
    }

    @Test
    void resultsComeInTheOrderOfTheTasksWhicheverEndsFirst() {
        var second = new CountDownLatch(1);
        List<Callable<String>> tasks = List.of(
                () -> {
                    assertThat(second.await(5, TimeUnit.SECONDS)).isTrue();
                    return "first";
                },
                () -> {
                    second.countDown();
                    return "second";
                });
        assertThat(Parallel.all(executor, "both", LONG, tasks)).containsExactly("first", "second");
    }

    @Test
    void tasksRunAtOnce() {
        var all = new CyclicBarrier(3);
        Callable<Integer> meet = () -> all.await(5, TimeUnit.SECONDS);
        assertThat(Parallel.all(executor, "meeting", LONG, List.of(meet, meet, meet)))
                .containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void noTasksAreNoResults() {
        assertThat(Parallel.<String>all(executor, "nothing", LONG, List.of())).isEmpty();
    }

    @Test
    void theFirstFailureIsThrownWithTheOthersSuppressed() {
        var ran = new AtomicInteger();
        List<Callable<Integer>> tasks = List.of(
                () -> {
                    throw new IllegalStateException("no such container");
                },
                ran::incrementAndGet,
                () -> {
                    throw new IOException("connection refused");
                });
        var thrown = catchThrowableOfType(
                DeploymentException.class, () -> Parallel.all(executor, "killing boxes", LONG, tasks));
        assertThat(thrown).hasMessage("killing boxes failed: no such container");
        assertThat(thrown.getSuppressed())
                .singleElement()
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.THROWABLE)
                .hasMessage("killing boxes failed: connection refused");
        assertThat(ran).hasValue(1);
    }

    @Test
    void everyTaskHasEndedWhenAFailureIsThrown() {
        var ended = new AtomicInteger();
        List<Callable<Integer>> tasks = List.of(
                () -> {
                    throw new IllegalStateException("at once");
                },
                () -> {
                    Thread.sleep(150);
                    return ended.incrementAndGet();
                });
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> Parallel.all(executor, "both", LONG, tasks));
        assertThat(ended).hasValue(1);
    }

    @Test
    void theEnginesOwnWordsAreToldFromBelowTheWrappers() {
        Callable<Integer> wrapped = () -> {
            throw new IllegalStateException("wrapper", new IOException("port is already allocated"));
        };
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> Parallel.one(executor, "starting box-1", LONG, wrapped))
                .withMessage("starting box-1 failed: port is already allocated")
                .withCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void aLimitTellsWhatDidNotFinishInHowLong() {
        var never = new CountDownLatch(1);
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> Parallel.one(executor, "killing redis-1", Duration.ofMillis(50), () -> {
                    never.await();
                    return 1;
                }))
                .withMessage("killing redis-1 did not finish within 50 ms");
    }

    @Test
    void allTasksShareOneLimit() {
        var never = new CountDownLatch(1);
        Callable<Integer> hung = () -> {
            never.await();
            return 1;
        };
        Duration limit = Duration.ofSeconds(1);
        long before = System.nanoTime();
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> Parallel.all(executor, "all", limit, List.of(hung, hung, hung)));
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .as("one after another would take three times the limit")
                .isLessThan(limit.multipliedBy(3));
    }

    @Test
    void anInterruptOfTheCallerIsKept() {
        var never = new CountDownLatch(1);
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> Parallel.one(executor, "probing", LONG, () -> {
                    never.await();
                    return 1;
                }))
                .withMessage("probing was interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }
}
