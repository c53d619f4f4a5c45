package io.splitproof.store;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and rates as scenario files write them. The patterns are those of {@code scenario.schema.json}. */
final class Quantities {
    private static final Pattern TIME = Pattern.compile(
            "(?=.*[1-9])(?:([0-9]{1,4})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,6}(?:\\.[0-9]{1,9})?)s)?(?:([0-9]{1,9})ms)?");
    private static final Pattern RATE = Pattern.compile("([0-9]{1,5}(?:\\.[0-9]{1,6})?)/s");

    private static final Pattern BANDWIDTH = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?)([KM]?)B/s");

    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,4})?) ?%");

    private Quantities() {}

    /** Reads {@code 250ms}, {@code 5s}, {@code 2m} or {@code 1m30s}; empty for anything else and for zero. */
    static Optional<Duration> time(String text) {
        Matcher parts = TIME.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        BigDecimal seconds = part(parts, 1)
                .multiply(BigDecimal.valueOf(3600))
                .add(part(parts, 2).multiply(BigDecimal.valueOf(60)))
                .add(part(parts, 3))
                .add(part(parts, 4).movePointLeft(3));
        return Optional.of(Duration.ofNanos(seconds.movePointRight(9).longValue()));
    }

    /** Reads {@code 5s}, {@code +5s} or {@code -3s}; empty for anything else and for zero. */
    static Optional<Duration> signedTime(String text) {
        Optional<Duration> time = time(text.replaceFirst("^[+-]", ""));
        return text.startsWith("-") ? time.map(Duration::negated) : time;
    }

    /** Operations per second of {@code 100/s}; empty for anything else and for zero. */
    static Optional<Double> rate(String text) {
        Matcher rate = RATE.matcher(text);
        if (!rate.matches()) {
            return Optional.empty();
        }
        return Optional.of(Double.parseDouble(rate.group(1))).filter(r -> r > 0);
    }

    /** Bytes per second of {@code 100KB/s}, {@code 1.5MB/s} or {@code 500B/s}; empty for anything else and for zero. */
    static Optional<Long> bandwidth(String text) {
        Matcher rate = BANDWIDTH.matcher(text);
        if (!rate.matches()) {
            return Optional.empty();
        }
        int thousands = List.of("", "K", "M").indexOf(rate.group(2));
        BigDecimal bytes = new BigDecimal(rate.group(1)).movePointRight(3 * thousands);
        return Optional.of(bytes.longValue()).filter(b -> b > 0);
    }

    /** The number of {@code 99 %} or {@code 99.9%}; empty for anything else, for zero, and above a hundred. */
    static Optional<Double> percent(String text) {
        Matcher percent = PERCENT.matcher(text);
        if (!percent.matches()) {
            return Optional.empty();
        }
        return Optional.of(Double.parseDouble(percent.group(1))).filter(p -> p > 0 && p <= 100);
    }

    /** A whole number from 0 to 999999; empty for anything else. */
    static Optional<Long> count(String text) {
        return text.matches("[0-9]{1,6}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    /** Seconds without trailing zeros, such as {@code 5 s} or {@code 1.5 s}. */
    static String words(Duration time) {
        BigDecimal seconds = BigDecimal.valueOf(time.toNanos(), 9).stripTrailingZeros();
        return seconds.toPlainString() + " s";
    }

    private static BigDecimal part(Matcher parts, int group) {
        String digits = parts.group(group);
        return digits == null ? BigDecimal.ZERO : new BigDecimal(digits);
    }
}
