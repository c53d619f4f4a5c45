package io.splitproof.checker;

import io.splitproof.history.Range;

/** Consecutive writes of one writer that one node acknowledged and that are gone. */
public record LostRun(String writer, String node, Range values, long firstOp, long firstNanos, long lastNanos) {
    String words() {
        String which =
                values.size() == 1 ? "write " + values.first() : "writes " + values.first() + " to " + values.last();
        return writer + "'s " + which + ", acknowledged by " + node + " at " + Words.moment(firstNanos)
                + (values.size() == 1 ? "" : " to " + Words.moment(lastNanos)) + " (first: operation " + firstOp + ")";
    }
}
