package io.splitproof.checker;

import io.splitproof.history.Event.HarnessStalled;
import io.splitproof.history.History;
import io.splitproof.history.Phase;
import java.time.Duration;
import java.util.List;

/** Times in which the harness itself was not running, of more than 100 ms, from the start of the load on. */
record Stalls(List<Interval> stalls) {
    private static final long NOTABLE = 100_000_000L;

    static Stalls of(History history) {
        long from = history.startOf(Phase.CONTROL).orElse(0L);
        return new Stalls(history.of(HarnessStalled.class)
                .filter(s -> s.lateNanos() > NOTABLE && s.atNanos() >= from)
                .map(s -> new Interval(s.atNanos() - s.lateNanos(), s.atNanos()))
                .toList());
    }

    Duration worst() {
        return longest(stalls);
    }

    Duration worstWithin(Interval window) {
        return longest(stalls.stream().filter(window::overlaps).toList());
    }

    private static Duration longest(List<Interval> stalls) {
        return stalls.stream().map(Interval::length).reduce(Duration.ZERO, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }
}
