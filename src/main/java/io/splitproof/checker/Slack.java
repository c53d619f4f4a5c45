package io.splitproof.checker;

import java.time.Duration;

/**
 * How far a measured time may be off: the write interval, the uncertainty of the fault's moment and the harness's
 * lateness together, at most half a second of scenario time.
 */
public record Slack(Duration writeInterval, Duration faultUncertainty, Duration lateness) {
    private static final Duration LIMIT = Duration.ofMillis(500);

    public Duration total() {
        Duration sum = writeInterval.plus(faultUncertainty).plus(lateness);
        return sum.compareTo(LIMIT) > 0 ? LIMIT : sum;
    }

    /** The sum with its parts, as verdicts print it. */
    public String words() {
        return "slack " + Words.seconds(total()) + " (write interval " + Words.seconds(writeInterval)
                + ", uncertainty of the fault " + Words.seconds(faultUncertainty) + ", harness lateness "
                + Words.seconds(lateness) + ", at most 0.5 s)";
    }
}
