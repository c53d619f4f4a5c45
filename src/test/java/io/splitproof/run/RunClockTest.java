package io.splitproof.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.splitproof.history.RealTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunClockTest {
    @Test
    void aFasterClockMakesRealWaitsShorter() {
        assertThat(new RunClock(10).real(Duration.ofSeconds(30))).isEqualTo(RealTime.ofSeconds(3));
        assertThat(new RunClock(1).real(Duration.ofMillis(1500))).isEqualTo(RealTime.ofMillis(1500));
    }

    @Test
    void aSlowerClockMakesRealWaitsLonger() {
        assertThat(new RunClock(0.5).real(Duration.ofSeconds(1))).isEqualTo(RealTime.ofSeconds(2));
    }

    @Test
    void scenarioTimeRunsTheFactorFasterThanRealTime() throws InterruptedException {
        var clock = new RunClock(100);
        long beforeFirst = System.nanoTime();
        long first = clock.nanos();
        long afterFirst = System.nanoTime();
        clock.awaitNanos(first + Duration.ofSeconds(3).toNanos());
        long beforeLast = System.nanoTime();
        long last = clock.nanos();
        long afterLast = System.nanoTime();
        assertThat(last - first).isGreaterThanOrEqualTo(Duration.ofSeconds(3).toNanos());
        assertThat((last - first) / 100).isBetween(beforeLast - afterFirst - 1, afterLast - beforeFirst + 1);
    }

    @Test
    void theClockBeginsAtItsMaking() {
        assertThat(new RunClock(1).nanos()).isBetween(0L, 1_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void aFactorThatIsNotAboveZeroIsRefused(double factor) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RunClock(factor))
                .withMessage("a time-lapse factor is above 0, not " + factor);
    }

    @Test
    void anInstantThatIsOverIsNotWaitedFor() throws InterruptedException {
        var clock = new RunClock(1);
        long before = System.nanoTime();
        clock.awaitNanos(-1);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void anInterruptEndsTheWait() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(
                        () -> new RunClock(1).awaitNanos(Duration.ofSeconds(60).toNanos()));
        assertThat(Thread.interrupted()).isFalse();
    }
}
