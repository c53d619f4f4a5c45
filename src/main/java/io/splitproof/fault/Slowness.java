package io.splitproof.fault;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/**
 * How a slow link is slow in real time, in the whole numbers that Toxiproxy takes.
 *
 * <p>This is the one place where the latencies and rates of faults, which are scenario time, become real ones.
 */
public sealed interface Slowness {
    /** Each piece of data arrives later by {@code millis}, give or take {@code jitterMillis}. Real time. */
    record Latency(long millis, long jitterMillis) implements Slowness {}

    /** So many thousands of bytes pass in a second of each connection. Real time. */
    record Bandwidth(long kilobytesPerSecond) implements Slowness {}

    /**
     * What a fault on links does at a time-lapse factor; empty for a fault that slows nothing.
     *
     * @throws IllegalArgumentException if Toxiproxy has no whole number for it; the message says what to do
     */
    static Optional<Slowness> of(Fault fault, double factor) {
        if (fault instanceof Fault.Delay delay) {
            if (delay.jitter().compareTo(delay.latency()) >= 0) {
                throw new IllegalArgumentException("the jitter should be below the latency, or nothing would show it");
            }
            return Optional.of(new Latency(millis(delay.latency(), factor), millis(delay.jitter(), factor)));
        }
        return fault instanceof Fault.Throttle throttle
                ? Optional.of(new Bandwidth(kilobytes(throttle.bytesPerSecond(), factor)))
                : Optional.empty();
    }

    private static long millis(Duration scenario, double factor) {
        BigDecimal real = BigDecimal.valueOf(scenario.toNanos(), 6)
                .divide(BigDecimal.valueOf(factor), 9, RoundingMode.HALF_UP)
                .setScale(6, RoundingMode.HALF_UP);
        return whole(
                real,
                words(scenario) + " of delay or jitter at time-lapse factor " + words(BigDecimal.valueOf(factor))
                        + " is "
                        + words(real) + " ms of real time, and a proxy takes whole milliseconds: choose a multiple of "
                        + words(BigDecimal.valueOf(factor)) + " ms, or another factor");
    }

    private static long kilobytes(long bytesPerSecond, double factor) {
        BigDecimal real = BigDecimal.valueOf(bytesPerSecond)
                .multiply(BigDecimal.valueOf(factor))
                .movePointLeft(3)
                .setScale(6, RoundingMode.HALF_UP);
        return whole(
                real,
                bytesPerSecond + " B/s at time-lapse factor " + words(BigDecimal.valueOf(factor)) + " is " + words(real)
                        + " KB/s of real time, and a proxy takes whole KB/s: choose another rate or factor");
    }

    private static long whole(BigDecimal real, String otherwise) {
        BigDecimal plain = real.stripTrailingZeros();
        if (plain.scale() > 0) {
            throw new IllegalArgumentException(otherwise);
        }
        return plain.longValueExact();
    }

    private static String words(Duration time) {
        return words(BigDecimal.valueOf(time.toNanos(), 6)) + " ms";
    }

    private static String words(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
