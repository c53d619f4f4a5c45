package io.splitproof.checker;

import java.util.Arrays;

/** A growing array of longs. Counting needs them in ascending order. */
final class Longs {
    private long[] values = new long[64];
    private int size;

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    long get(int index) {
        return values[index];
    }

    /** How many are at most {@code limit}. */
    int countUpTo(long limit) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (values[middle] <= limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** How many lie between the two, both included. */
    int countWithin(long from, long to) {
        return Math.max(0, countUpTo(to) - countUpTo(from - 1));
    }
}
