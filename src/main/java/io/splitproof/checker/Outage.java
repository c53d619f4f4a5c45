package io.splitproof.checker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The longest time without a success.
 *
 * @param client null for the service: the time in which no writer succeeded
 * @param during from the last success before it, or the start of the load, to the first after it or the load's end
 * @param endedBySuccess false if it lasted until the load ended
 * @param longestSilence the longest time within it in which nothing was even tried; a long one proves nothing
 * @param resolution the interval between attempts: no outage is known more exactly
 * @param successes successes in the whole run
 */
public record Outage(
        @Nullable String client,
        Interval during,
        boolean endedBySuccess,
        Duration longestSilence,
        Duration resolution,
        long successes) {
    public Duration length() {
        return during.length();
    }

    String words() {
        return Words.seconds(length()) + " (" + Words.moment(during.fromNanos()) + " to "
                + Words.moment(during.toNanos()) + (endedBySuccess ? "" : ", when the load ended")
                + "), resolution " + Words.seconds(resolution);
    }
}
