package io.splitproof.checker;

import io.splitproof.history.Event.FinalRead;
import io.splitproof.history.Range;
import io.splitproof.topology.Slots;
import io.splitproof.workload.ClientSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What each writer's ledger holds after the run, on the node whose data counts. */
public final class FinalLedgers {
    private final Evidence evidence;
    private final List<Authority> authorities;
    private final ClusterViews views;
    private final Map<String, NavigableMap<Long, Long>> present = new HashMap<>();

    FinalLedgers(Evidence evidence, List<Authority> authorities) {
        this.evidence = evidence;
        this.authorities = authorities;
        this.views = new ClusterViews(evidence);
    }

    /** The ledgers of a judged run; none of them where it cannot be told whose data counts. */
    public static FinalLedgers of(Evidence evidence, Findings findings) {
        Evidence observed = evidence.withoutOperations();
        var ledgers =
                new FinalLedgers(observed, findings.authorities().toOptional().orElse(List.of()));
        for (ClientSpec writer : observed.clients()) {
            List<FinalRead> reads = writer.writes() ? ledgers.of(writer) : List.of();
            if (!reads.isEmpty()) {
                ledgers.present.put(
                        writer.ledger(), merged(reads.get(reads.size() - 1).values()));
            }
        }
        return ledgers;
    }

    /** Runs of values by their first one, none touching another. */
    private static NavigableMap<Long, Long> merged(List<Range> ranges) {
        var sorted = new ArrayList<>(ranges);
        sorted.sort(Comparator.comparingLong(Range::first));
        var merged = new TreeMap<Long, Long>();
        for (Range range : sorted) {
            var before = merged.floorEntry(range.first());
            if (before != null && before.getValue() >= range.first()) {
                merged.put(before.getKey(), Math.max(before.getValue(), range.last()));
            } else {
                merged.put(range.first(), range.last());
            }
        }
        return merged;
    }

    /** True if a write that was acknowledged is not there. False of a ledger that was never read: nobody knows. */
    public boolean lacks(String ledger, long value) {
        NavigableMap<Long, Long> values = present.get(ledger);
        if (values == null) {
            return false;
        }
        var run = values.floorEntry(value);
        return run == null || run.getValue() < value;
    }

    /** The reads of that writer's ledger that count, in order of time; the last one has the say. */
    List<FinalRead> of(ClientSpec writer) {
        return evidence.history()
                .of(FinalRead.class)
                .filter(r -> r.key().equals(writer.ledger()))
                .filter(r -> counts(r, writer))
                .toList();
    }

    /** True of a read of the node whose data counts: in a Cluster the one that serves the ledger's slot. */
    private boolean counts(FinalRead read, ClientSpec writer) {
        return evidence.topology().isCluster()
                ? views.ownersAtEnd(Slots.of(writer.ledger())).equals(List.of(read.node()))
                : authorities.stream().anyMatch(a -> read.node().equals(a.node()) && uses(writer, a.group()));
    }

    private boolean uses(ClientSpec writer, String group) {
        return Groups.of(evidence.topology()).stream().anyMatch(g -> g.name().equals(group) && g.serves(writer.name()));
    }
}
