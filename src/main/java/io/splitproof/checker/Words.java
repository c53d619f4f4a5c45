package io.splitproof.checker;

import java.time.Duration;
import java.util.Locale;

/** Numbers as verdicts and reports print them. */
public final class Words {
    private Words() {}

    /** Seconds with three decimals at most: {@code 10 s}, {@code 2.345 s}. */
    public static String seconds(Duration duration) {
        return seconds(duration.toNanos());
    }

    public static String seconds(long nanos) {
        String text = String.format(Locale.ROOT, "%.3f", nanos / 1e9);
        return text.replaceAll("\\.?0+$", "") + " s";
    }

    /** A factor without a fraction that says nothing: {@code 5} and {@code 2.5}. */
    public static String factor(double number) {
        return number == Math.rint(number) ? Long.toString(Math.round(number)) : Double.toString(number);
    }

    /** A moment on the run clock, always with three decimals so that moments line up. */
    public static String moment(long nanos) {
        return String.format(Locale.ROOT, "%.3f s", nanos / 1e9);
    }

    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Per cent with two decimals at most, never rounded up to what it is not: {@code 99.9 %}, {@code 100 %}. */
    public static String percent(double percent) {
        String text = String.format(Locale.ROOT, "%.2f", Math.floor(percent * 100 + 1e-9) / 100);
        return text.replaceAll("\\.?0+$", "") + " %";
    }

    /** A number with its noun: {@code 1 write}, {@code 1,204 writes}. */
    public static String count(long number, String noun) {
        return count(number, noun, noun + "s");
    }

    static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }
}
