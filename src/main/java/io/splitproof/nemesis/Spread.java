package io.splitproof.nemesis;

import java.util.List;

/** When the first and the last of several actions were complete, in scenario nanoseconds. */
record Spread(long firstNanos, long lastNanos, int actions) {
    static Spread of(List<Long> completions, long fallback) {
        long first = completions.stream().mapToLong(Long::longValue).min().orElse(fallback);
        long last = completions.stream().mapToLong(Long::longValue).max().orElse(fallback);
        return new Spread(first, last, completions.size());
    }

    /** The same actions, begun earlier than the first was complete. */
    Spread from(long beginNanos) {
        return new Spread(beginNanos, lastNanos, actions);
    }
}
