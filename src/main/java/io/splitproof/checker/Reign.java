package io.splitproof.checker;

import java.util.ArrayList;
import java.util.List;

/** The acknowledgements of one node, and the stretches in which it acknowledged without a long pause. */
final class Reign {
    /** A stretch of acknowledgements. The last start tells whether it acknowledged for certain after another node. */
    record Stretch(long firstEnd, long lastEnd, long latestStart) {}

    private final String node;
    private final long gapNanos;
    private final Longs ends = new Longs();
    private final List<Stretch> stretches = new ArrayList<>();
    private long firstEnd = -1;
    private long lastEnd;
    private long latestStart;

    Reign(String node, long gapNanos) {
        this.node = node;
        this.gapNanos = gapNanos;
    }

    /** Takes the next acknowledgement, in order of ends. */
    void add(Attempt attempt) {
        if (firstEnd >= 0 && attempt.endNanos() - lastEnd > gapNanos) {
            close();
        }
        if (firstEnd < 0) {
            firstEnd = attempt.endNanos();
            latestStart = attempt.startNanos();
        }
        lastEnd = attempt.endNanos();
        latestStart = Math.max(latestStart, attempt.startNanos());
        ends.add(attempt.endNanos());
    }

    private void close() {
        stretches.add(new Stretch(firstEnd, lastEnd, latestStart));
        firstEnd = -1;
    }

    List<Stretch> stretches() {
        if (firstEnd >= 0) {
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
