package io.splitproof.checker;

import io.splitproof.fault.Fault;
import io.splitproof.forecast.ClusterSettings;
import io.splitproof.forecast.LiveSettings;
import io.splitproof.history.Event.FaultStarted;
import io.splitproof.history.Event.HarnessStalled;
import io.splitproof.history.Event.HealApplied;
import io.splitproof.history.Event.NodeLate;
import io.splitproof.history.Phase;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Times in which the harness itself or a node was not running, of more than 100 ms of scenario time, from the start of
 * the load on. A node that a fault has frozen is as late as it should be.
 */
record Stalls(List<Interval> stalls, Duration consequential) {
    /** From this length on a stall changes what Sentinels do, not only when: they send a PING every second. */
    private static final Duration PING_PERIOD = Duration.ofSeconds(1);

    /**
     * What a Cluster's nodes do changes later: a node is asked at the latest when half of cluster-node-timeout has
     * passed and suspected when all of it has (clusterCron in cluster.c of Redis 6.0 to 8.0), and an election may take
     * twice that. A stall of half of it, or two in a row of a quarter, can make a node suspected.
     */
    private static final int QUARTER = 4;

    private static final long NOTABLE = 100_000_000L;

    private record Frozen(List<String> nodes, Interval during) {
        boolean explains(NodeLate late) {
            return nodes.contains(late.node()) && during.overlaps(ending(late.atNanos(), late.lateNanos()));
        }
    }

    /** Without settings no Cluster is known of, and the shorter time holds. */
    static Stalls of(Evidence evidence, Optional<LiveSettings> settings) {
        long from = evidence.history().startOf(Phase.CONTROL).orElse(0L);
        List<Frozen> frozen = frozen(evidence);
        var harness = evidence.history().of(HarnessStalled.class).map(s -> ending(s.atNanos(), s.lateNanos()));
        var nodes = evidence.history()
                .of(NodeLate.class)
                .filter(late -> frozen.stream().noneMatch(f -> f.explains(late)))
                .map(s -> ending(s.atNanos(), s.lateNanos()));
        return new Stalls(
                Stream.concat(harness, nodes)
                        .filter(s -> s.length().toNanos() > NOTABLE && s.toNanos() >= from)
                        .toList(),
                consequential(settings));
    }

    private static Duration consequential(Optional<LiveSettings> settings) {
        return settings.stream()
                .flatMap(s -> s.cluster().values().stream())
                .map(ClusterSettings::nodeTimeout)
                .min(Comparator.naturalOrder())
                .map(timeout -> timeout.dividedBy(QUARTER))
                .filter(quarter -> quarter.compareTo(PING_PERIOD) > 0)
                .orElse(PING_PERIOD);
    }

    private static Interval ending(long atNanos, long lateNanos) {
        return new Interval(atNanos - lateNanos, atNanos);
    }

    private static List<Frozen> frozen(Evidence evidence) {
        return evidence.history()
                .of(FaultStarted.class)
                .filter(f -> evidence.schedule().fault(f.fault()).fault() instanceof Fault.Pause)
                .map(f -> new Frozen(f.resolved(), new Interval(f.atNanos(), thawed(f, evidence))))
                .toList();
    }

    private static long thawed(FaultStarted pause, Evidence evidence) {
        return evidence.history()
                .of(HealApplied.class)
                .filter(h -> h.fault().equals(pause.fault()))
                .mapToLong(HealApplied::atNanos)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    Duration worst() {
        return longest(stalls);
    }

    Duration worstWithin(Interval window) {
        return longest(stalls.stream().filter(window::overlaps).toList());
    }

    /**
     * The same without short ones that lie wholly inside a time in which nothing happens that they could delay.
     */
    Duration worstWithin(Interval window, Interval idle) {
        return longest(stalls.stream()
                .filter(s -> window.overlaps(s) && !(idle.contains(s) && isShort(s)))
                .toList());
    }

    private boolean isShort(Interval stall) {
        return stall.length().compareTo(consequential) < 0;
    }

    private static Duration longest(List<Interval> stalls) {
        return stalls.stream().map(Interval::length).reduce(Duration.ZERO, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }
}
