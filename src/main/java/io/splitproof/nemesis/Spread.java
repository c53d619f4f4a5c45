package io.splitproof.nemesis;

import java.util.List;

/** When the first and the last of several actions were complete, in scenario nanoseconds. */
record Spread(long firstNanos, long lastNanos, int actions) {
    static Spread of(List<Long> completions, long fallback) {
        long first = completions.stream().mapToLong(Long::longValue).min().orElse(fallback);
        long last = completions.stream().mapToLong(Long::longValue).max().orElse(fallback);
        return new Spread(first, last, completions.size());
    }

    /** These actions and others, of which one at least was done by either. */
    Spread and(Spread other) {
        if (actions == 0 || other.actions == 0) {
            return actions == 0 ? other : this;
        }
        return new Spread(
                Math.min(firstNanos, other.firstNanos), Math.max(lastNanos, other.lastNanos), actions + other.actions);
    }

    /** The same actions, begun earlier than the first was complete. */
    Spread from(long beginNanos) {
        return new Spread(beginNanos, lastNanos, actions);
    }
}
