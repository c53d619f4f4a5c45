package io.splitproof.history;

/** A run of consecutive sequence numbers, first and last included. */
public record Range(long first, long last) {
    public Range {
        if (last < first) {
            throw new IllegalArgumentException("a range runs upwards, not from " + first + " to " + last);
        }
    }

    public long size() {
        return last - first + 1;
    }
}
