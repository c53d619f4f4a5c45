package io.splitproof.checker;

import io.splitproof.forecast.Stage;
import io.splitproof.history.Event.ClusterNodeSeen;
import io.splitproof.history.Event.ClusterSeen;
import io.splitproof.topology.Group;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the failovers of one shard of a Cluster in one episode, those that an operator asked for among them, from what its
 * nodes say of one another.
 */
final class ClusterFailovers {
    /** The longest time between two polls of a node, generously. */
    private static final long POLL = 1_000_000_000L;

    private final Evidence evidence;
    private final Attempts attempts;
    private final Group group;
    private final Episode episode;
    private final ClusterViews views;

    private ClusterFailovers(Evidence evidence, Attempts attempts, Group group, Episode episode) {
        this.evidence = evidence;
        this.attempts = attempts;
        this.group = group;
        this.episode = episode;
        this.views = new ClusterViews(evidence);
    }

    static FailoverFinding find(Evidence evidence, Attempts attempts, Group group, Episode episode) {
        return new ClusterFailovers(evidence, attempts, group, episode).find();
    }

    private FailoverFinding find() {
        String first = Primaries.at(evidence, group, episode.fault().fromNanos());
        var failovers = new ArrayList<Failover>();
        String primary = first;
        for (ClusterNodeSeen taken : takeovers()) {
            if (taken.node().equals(primary)) {
                continue;
            }
            failovers.add(failover(primary, taken));
            primary = taken.node();
        }
        Map<String, Long> suspicions = suspicions(first, episode.endNanos());
        return new FailoverFinding(
                group.name(),
                first,
                failovers,
                suspicions,
                suspicions.isEmpty() ? 0 : elections(episode.endNanos()),
                List.of(),
                Failovers.promotedByRole(evidence, episode, group, List.of()),
                List.of(),
                failovers.isEmpty() ? null : rejoin(first),
                true);
    }

    /** Nodes of the shard that say, for the first time since they were replicas, that they serve slots. */
    private List<ClusterNodeSeen> takeovers() {
        var replica = new LinkedHashMap<String, Boolean>();
        var takeovers = new ArrayList<ClusterNodeSeen>();
        views.own().filter(s -> Groups.has(group, s.node())).forEach(s -> {
            boolean was = replica.getOrDefault(s.node(), false);
            replica.put(s.node(), s.is("slave"));
            if (was && ClusterViews.serves(s) && episode.contains(s.atNanos())) {
                takeovers.add(s);
            }
        });
        return takeovers;
    }

    private Failover failover(String oldPrimary, ClusterNodeSeen taken) {
        var stages = new EnumMap<Stage, Interval>(Stage.class);
        long until = taken.atNanos();
        first(oldPrimary, until, s -> s.is("fail?") || s.is("fail"))
                .ifPresent(s -> stages.put(Stage.PFAIL_FIRST, within(s)));
        first(oldPrimary, until, s -> s.is("fail")).ifPresent(s -> stages.put(Stage.FAIL_FIRST, within(s)));
        stages.put(Stage.TAKEOVER, within(taken));
        Timeline.writable(evidence, attempts, episode, taken.node()).ifPresent(w -> stages.put(Stage.WRITABLE, w));
        Map<String, Long> learned = learned(taken.node(), taken.atNanos());
        stateOk(learned).ifPresent(at -> stages.put(Stage.STATE_OK, Interval.at(Math.max(at, taken.atNanos()))));
        return new Failover(
                group.name(),
                oldPrimary,
                taken.node(),
                null,
                stages,
                suspicions(oldPrimary, until),
                learned,
                Math.max(1, elections(until)),
                List.of(),
                Timeline.firstSuccess(attempts, episode, taken.node()));
    }

    private static Interval within(ClusterNodeSeen seen) {
        return new Interval(Math.min(seen.previousNanos(), seen.atNanos()), seen.atNanos());
    }

    /** The first view of another node's on that primary in this episode. */
    private Optional<ClusterNodeSeen> first(String primary, long until, Predicate<ClusterNodeSeen> wanted) {
        return of(primary, until).filter(wanted).findFirst();
    }

    private Stream<ClusterNodeSeen> of(String node, long until) {
        return views.all()
                .filter(s -> s.node().equals(node) && !s.observer().equals(node))
                .filter(s -> episode.contains(s.atNanos()) && s.atNanos() <= until);
    }

    /** When each node first flagged the primary. */
    private Map<String, Long> suspicions(String primary, long until) {
        var suspicions = new LinkedHashMap<String, Long>();
        of(primary, until)
                .filter(s -> s.is("fail?") || s.is("fail"))
                .forEach(s -> suspicions.putIfAbsent(s.observer(), s.atNanos()));
        return suspicions;
    }

    /** When each node found the new primary serving slots; those behind a cut learn of it after the heal. */
    private Map<String, Long> learned(String newPrimary, long from) {
        var learned = new LinkedHashMap<String, Long>();
        views.all()
                .filter(s -> s.node().equals(newPrimary) && ClusterViews.serves(s))
                .filter(s -> s.atNanos() >= from && episode.contains(s.atNanos()))
                .forEach(s -> learned.putIfAbsent(s.observer(), s.atNanos()));
        return learned;
    }

    /** When the last of the nodes that learned of it before the heal said ok; empty if one of them did not. */
    private Optional<Long> stateOk(Map<String, Long> learned) {
        Interval healed = episode.healed();
        long until = healed == null ? episode.endNanos() : healed.fromNanos();
        long last = 0;
        for (Map.Entry<String, Long> view : learned.entrySet()) {
            if (view.getValue() < until) {
                long ok = okFrom(view.getKey(), view.getValue(), until);
                if (ok < 0) {
                    return Optional.empty();
                }
                last = Math.max(last, ok);
            }
        }
        return last == 0 ? Optional.empty() : Optional.of(last);
    }

    /** When that node, which then knew of the new primary, said ok at the latest; -1 if it did not. */
    private long okFrom(String node, long learned, long until) {
        long ok = learned;
        for (ClusterSeen seen : evidence.history()
                .of(ClusterSeen.class)
                .filter(s -> s.node().equals(node) && episode.contains(s.atNanos()) && s.atNanos() < until)
                .toList()) {
            boolean fails = !Coverage.isOk(seen);
            ok = fails ? -1 : ok < 0 ? seen.atNanos() : ok;
        }
        return ok < 0 ? -1 : Math.max(ok, learned);
    }

    /** How often votes were asked for; the poll that sees the takeover may come before the one that sees its epoch. */
    private int elections(long until) {
        return (int) Rounds.elections(evidence)
                .filter(at -> at >= episode.fault().fromNanos() && at <= until + POLL)
                .count();
    }

    private @Nullable Rejoin rejoin(String node) {
        return Rejoins.find(evidence, episode, node, List.of());
    }
}
