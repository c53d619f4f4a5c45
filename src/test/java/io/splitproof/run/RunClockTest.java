package io.splitproof.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunClockTest {
    @Test
    void aFasterClockMakesRealWaitsShorter() {
        assertThat(new RunClock(10).real(Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(3));
        assertThat(new RunClock(1).real(Duration.ofMillis(1500))).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void aSlowerClockMakesRealWaitsLonger() {
        assertThat(new RunClock(0.5).real(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void scenarioTimeRunsTheFactorFasterThanRealTime() throws InterruptedException {
        var clock = new RunClock(100);
        long before = System.nanoTime();
        long from = clock.nanos();
        clock.awaitNanos(from + Duration.ofSeconds(3).toNanos());
        long real = System.nanoTime() - before;
        long scenario = clock.nanos() - from;
        assertThat(Duration.ofNanos(real)).isGreaterThanOrEqualTo(Duration.ofMillis(29));
        assertThat(scenario).isGreaterThanOrEqualTo(Duration.ofSeconds(3).toNanos());
        assertThat(scenario / 100.0).isCloseTo((double) real, org.assertj.core.api.Assertions.within(20e6));
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
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(100));
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
