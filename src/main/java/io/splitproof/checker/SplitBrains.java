package io.splitproof.checker;

import io.splitproof.topology.Group;
import io.splitproof.workload.ClientSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds overlaps of acknowledging.
 *
 * <p>Two nodes overlap for certain only if one acknowledged a write between two acknowledgements of the other: begun
 * after the first had arrived, and answered before the second was begun. A reply that merely arrives late, after its
 * node has stopped, proves nothing.
 */
final class SplitBrains {
    private final Evidence evidence;
    private final List<Episode> episodes;
    private final Map<String, String> authorities;

    private SplitBrains(Evidence evidence, List<Episode> episodes, List<Authority> authorities) {
        this.evidence = evidence;
        this.episodes = episodes;
        this.authorities = new LinkedHashMap<>();
        authorities.forEach(a -> {
            if (a.node() != null) {
                this.authorities.put(a.group(), a.node());
            }
        });
    }

    static SplitBrain find(Evidence evidence, Attempts attempts, List<Episode> episodes, List<Authority> authorities) {
        var finder = new SplitBrains(evidence, episodes, authorities);
        var overlaps = new ArrayList<Overlap>();
        for (Group group : Groups.of(evidence.topology())) {
            overlaps.addAll(finder.overlaps(group.name(), finder.reigns(group, attempts)));
        }
        overlaps.sort(Comparator.comparingLong(o -> o.during().fromNanos()));
        return new SplitBrain(
                overlaps, DualViews.masters(evidence), DualViews.writable(evidence), finder.authorless(attempts));
    }

    private @Nullable List<String> authorless(Attempts attempts) {
        List<String> behind = evidence.clients().stream()
                .filter(c -> c.through() != null)
                .map(ClientSpec::name)
                .toList();
        List<String> clients = attempts.byEnd().stream()
                .filter(a -> a.isWrite() && a.ok() && a.node().isEmpty())
                .map(Attempt::client)
                .filter(behind::contains)
                .distinct()
                .toList();
        return clients.isEmpty() ? null : clients;
    }

    private List<Reign> reigns(Group group, Attempts attempts) {
        long gap = gapNanos();
        var reigns = new LinkedHashMap<String, Reign>();
        for (Attempt attempt : attempts.byEnd()) {
            if (attempt.isWrite() && attempt.ok()) {
                attempt.node()
                        .filter(node -> belongs(group, attempt, node))
                        .ifPresent(node -> reigns.computeIfAbsent(node, n -> new Reign(n, gap))
                                .add(attempt));
            }
        }
        return List.copyOf(reigns.values());
    }

    /** In a Cluster the slots of a shard may move to nodes of others: what its clients write belongs to it. */
    private boolean belongs(Group group, Attempt attempt, String node) {
        return evidence.topology().isCluster() ? group.serves(attempt.client()) : Groups.has(group, node);
    }

    /** A pause in acknowledging that ends a stretch: a second, or four intervals of the slowest writer. */
    private long gapNanos() {
        return evidence.clients().stream()
                .filter(c -> c.writes())
                .mapToLong(c -> 4 * c.interval().toNanos())
                .reduce(1_000_000_000L, Math::max);
    }

    private List<Overlap> overlaps(String group, List<Reign> reigns) {
        var overlaps = new ArrayList<Overlap>();
        for (Reign one : reigns) {
            for (Reign other : reigns) {
                if (one != other) {
                    one.stretches()
                            .forEach(earlier ->
                                    other.stretches().forEach(later -> addOverlap(overlaps, group, earlier, later)));
                }
            }
        }
        return overlaps;
    }

    private void addOverlap(List<Overlap> overlaps, String group, Reign.Stretch earlier, Reign.Stretch later) {
        if (earlier.firstEnd() > later.firstEnd()) {
            return;
        }
        long second = later.firstEndBegunAfter(earlier.firstEnd());
        if (earlier.latestStart() > second) {
            var during = new Interval(second, Math.min(earlier.lastEnd(), later.lastEnd()));
            overlaps.add(overlap(group, earlier.reign(), later.reign(), during));
        }
    }

    private Overlap overlap(String group, Reign one, Reign other, Interval during) {
        boolean otherLoses = one.node().equals(authorities.get(group));
        Reign loser = otherLoses ? other : one;
        Reign winner = otherLoses ? one : other;
        long heal = healBefore(during);
        Interval first = during.before(heal);
        int all = loser.acknowledgedWithin(during.fromNanos(), during.toNanos());
        int early = heal <= during.fromNanos() ? 0 : loser.acknowledgedWithin(during.fromNanos(), first.toNanos());
        return new Overlap(group, loser.node(), winner.node(), during, first, during.after(heal), early, all - early);
    }

    /** When the fault of the overlap's episode was healed; the end of time if it was not. */
    private long healBefore(Interval during) {
        return episodes.stream()
                .filter(e -> e.contains(during.fromNanos()))
                .map(Episode::healed)
                .filter(h -> h != null)
                .mapToLong(Interval::fromNanos)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }
}
