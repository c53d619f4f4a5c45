package io.splitproof.checker;

import io.splitproof.history.Event.HarnessStalled;
import io.splitproof.history.Event.NodeLate;
import io.splitproof.history.History;
import io.splitproof.history.Phase;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Times in which the harness itself or a node was not running, of more than 100 ms of scenario time, from the start of
 * the load on.
 */
record Stalls(List<Interval> stalls) {
    private static final long NOTABLE = 100_000_000L;

    static Stalls of(History history) {
        long from = history.startOf(Phase.CONTROL).orElse(0L);
        var harness = history.of(HarnessStalled.class).map(s -> ending(s.atNanos(), s.lateNanos()));
        var nodes = history.of(NodeLate.class).map(s -> ending(s.atNanos(), s.lateNanos()));
        return new Stalls(Stream.concat(harness, nodes)
                .filter(s -> s.length().toNanos() > NOTABLE && s.toNanos() >= from)
                .toList());
    }

    private static Interval ending(long atNanos, long lateNanos) {
        return new Interval(atNanos - lateNanos, atNanos);
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
