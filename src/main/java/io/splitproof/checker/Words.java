package io.splitproof.checker;

import java.time.Duration;
import java.util.Locale;

/** Numbers as verdicts print them. */
final class Words {
    private Words() {}

    /** Seconds with three decimals at most: {@code 10 s}, {@code 2.345 s}. */
    static String seconds(Duration duration) {
        return seconds(duration.toNanos());
    }

    static String seconds(long nanos) {
        String text = String.format(Locale.ROOT, "%.3f", nanos / 1e9);
        return text.replaceAll("\\.?0+$", "") + " s";
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
