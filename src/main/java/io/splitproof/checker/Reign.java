package io.splitproof.checker;

import java.util.ArrayList;
import java.util.List;

/** The acknowledgements of one node, and the stretches in which it acknowledged without a long pause. */
final class Reign {
    private final String node;
    private final long gapNanos;
    private final Longs ends = new Longs();
    private final Longs starts = new Longs();
    private final List<Stretch> stretches = new ArrayList<>();
    private int begin;
    private long latestStart;

    Reign(String node, long gapNanos) {
        this.node = node;
        this.gapNanos = gapNanos;
    }

    /** Acknowledgements {@code begin} to {@code last}; {@code latestStart} is when the last of them was asked for. */
    record Stretch(Reign reign, int begin, int last, long latestStart) {
        long firstEnd() {
            return reign.ends.get(begin);
        }

        long lastEnd() {
            return reign.ends.get(last);
        }

        /** The end of its first acknowledgement that was asked for after {@code moment}; the end of time if none. */
        long firstEndBegunAfter(long moment) {
            for (int i = begin; i <= last; i++) {
                if (reign.starts.get(i) > moment) {
                    return reign.ends.get(i);
                }
            }
            return Long.MAX_VALUE;
        }
    }

    /** Takes the next acknowledgement, in order of ends. */
    void add(Attempt attempt) {
        int size = ends.size();
        if (size > begin && attempt.endNanos() - ends.get(size - 1) > gapNanos) {
            close();
        }
        latestStart = Math.max(latestStart, attempt.startNanos());
        ends.add(attempt.endNanos());
        starts.add(attempt.startNanos());
    }

    private void close() {
        stretches.add(new Stretch(this, begin, ends.size() - 1, latestStart));
        begin = ends.size();
    }

    List<Stretch> stretches() {
        if (ends.size() > begin) {
            close();
        }
        return stretches;
    }

    String node() {
        return node;
    }

    int acknowledgedWithin(long from, long to) {
        return ends.countWithin(from, to);
    }
}
