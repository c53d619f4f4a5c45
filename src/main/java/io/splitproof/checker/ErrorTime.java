package io.splitproof.checker;

import java.time.Duration;
import java.util.List;

/**
 * How long a client met errors.
 *
 * @param stretches each from the start of the first operation that did not succeed to the end of the next that did, or
 *     the end of the load
 * @param rejected operations that certainly took no effect
 * @param indeterminate operations of which nobody knows
 * @param operations all that it began while the load ran
 */
public record ErrorTime(String client, List<Interval> stretches, long rejected, long indeterminate, long operations) {
    public ErrorTime {
        stretches = List.copyOf(stretches);
    }

    /** All stretches together. */
    public Duration total() {
        return stretches.stream().map(Interval::length).reduce(Duration.ZERO, Duration::plus);
    }

    /** From the first of them to the end of the last; from the start to the start where there is none. */
    Interval around() {
        return stretches.isEmpty()
                ? Interval.at(0)
                : new Interval(
                        stretches.get(0).fromNanos(),
                        stretches.get(stretches.size() - 1).toNanos());
    }

    String words() {
        String count = Words.count(rejected, "error") + " and " + Words.count(indeterminate) + " without an answer of "
                + Words.count(operations, "operation");
        return stretches.isEmpty()
                ? client + " met " + count
                : client + " met errors for " + Words.seconds(total()) + " in "
                        + Words.count(stretches.size(), "stretch", "stretches") + " from "
                        + Words.moment(around().fromNanos()) + " to "
                        + Words.moment(around().toNanos()) + ": " + count;
    }
}
