package io.splitproof.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlownessTest {
    private static final Way WAY = new Way.OneWay(new Target("box-1"), new Target("box-2"));

    private static Fault delay(long millis, long jitter) {
        return new Fault.Delay(WAY, Duration.ofMillis(millis), Duration.ofMillis(jitter));
    }

    private static Fault throttle(long bytesPerSecond) {
        return new Fault.Throttle(WAY, bytesPerSecond);
    }

    @Test
    void latenciesAreDividedByTheFactor() {
        assertThat(Slowness.of(delay(300, 50), 1)).contains(new Slowness.Latency(300, 50));
        assertThat(Slowness.of(delay(300, 50), 10)).contains(new Slowness.Latency(30, 5));
        assertThat(Slowness.of(delay(300, 0), 3)).contains(new Slowness.Latency(100, 0));
        assertThat(Slowness.of(delay(300, 0), 0.1)).contains(new Slowness.Latency(3_000, 0));
    }

    @Test
    void ratesAreMultipliedByTheFactor() {
        assertThat(Slowness.of(throttle(100_000), 1)).contains(new Slowness.Bandwidth(100));
        assertThat(Slowness.of(throttle(100_000), 10)).contains(new Slowness.Bandwidth(1_000));
        assertThat(Slowness.of(throttle(100), 10)).contains(new Slowness.Bandwidth(1));
        assertThat(Slowness.of(throttle(100_000), 0.1)).contains(new Slowness.Bandwidth(10));
    }

    @Test
    void otherFaultsSlowNothing() {
        assertThat(Slowness.of(new Fault.OneWayCut(new Target("a"), new Target("b"), Physics.STALL), 10))
                .isEmpty();
    }

    @Test
    void aLatencyOfLessThanAMillisecondIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Slowness.of(delay(5, 0), 10))
                .withMessage("5 ms of delay or jitter at time-lapse factor 10 is 0.5 ms of real time, and a proxy"
                        + " takes whole milliseconds: choose a multiple of 10 ms, or another factor");
    }

    @Test
    void aJitterThatIsNoWholeMillisecondIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Slowness.of(delay(300, 25), 10))
                .withMessageContaining("25 ms of delay or jitter at time-lapse factor 10 is 2.5 ms");
    }

    @Test
    void aJitterAsLongAsTheLatencyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Slowness.of(delay(300, 300), 1))
                .withMessageContaining("below the latency");
    }

    @Test
    void aRateThatIsNoWholeKilobyteIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Slowness.of(throttle(1_500), 1))
                .withMessage("1500 B/s at time-lapse factor 1 is 1.5 KB/s of real time, and a proxy takes whole KB/s:"
                        + " choose another rate or factor");
        assertThat(Slowness.of(throttle(1_500), 10)).contains(new Slowness.Bandwidth(15));
    }
}
