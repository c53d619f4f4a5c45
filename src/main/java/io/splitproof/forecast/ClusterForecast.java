package io.splitproof.forecast;

import static java.util.Objects.requireNonNull;

import io.splitproof.fault.FailoverMode;
import io.splitproof.fault.Fault;
import io.splitproof.topology.Group;
import io.splitproof.topology.Node;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the live settings of a Cluster promise for one of its shards. */
final class ClusterForecast {
    /** {@code auth_retry_time}: four node timeouts, 4 s at least; then the delay of the election again, 2 s at most. */
    private static final Duration SHORTEST_RETRY = Duration.ofSeconds(4);

    private static final Duration DELAYED_AGAIN = Duration.ofSeconds(2);

    private final Situation situation;
    private final LiveSettings live;
    private final ClusterSettings settings;

    private ClusterForecast(Situation situation, LiveSettings live) {
        this.situation = situation;
        this.live = live;
        this.settings = live.cluster(situation.primary());
    }

    /** Throws NoForecast if nothing can be said of these faults. */
    static Forecast of(Situation situation, LiveSettings live) {
        requireKnown(situation);
        var forecast = new ClusterForecast(situation, live);
        Imported imported = situation.circumstances().imported();
        if (imported != null) {
            return forecast.after(imported);
        }
        return situation.circumstances().handovers().stream()
                .filter(h -> situation.others().anyMatch(n -> n.name().equals(h.node())))
                .findFirst()
                .map(forecast::handedOver)
                .orElseGet(forecast::forecast);
    }

    private static void requireKnown(Situation situation) {
        if (situation.active().stream().anyMatch(Disruption::slows)) {
            throw new NoForecast("how slow links act on a Cluster's bus has no bounds here");
        }
        if (situation.active().stream().anyMatch(d -> d.fault() instanceof Fault.ReplyLoss)) {
            throw new NoForecast("nodes of a Cluster answer on connections of their own, so that a loss of replies has"
                    + " no bounds here");
        }
        if (situation.topology().members().stream()
                .anyMatch(n -> situation.jumps(n).findAny().isPresent())) {
            throw new NoForecast("nodes of a Cluster compare wall clocks, and one of them was set");
        }
        if (situation.hitsOutside()) {
            throw new NoForecast("a fault hit the group outside the Cluster, whose failovers have no bounds here");
        }
    }

    private Forecast forecast() {
        LiveSettings.OfGroup group = live.group(situation.group().name());
        Electorate electorate = electorate();
        Map<Stage, Bounds> stages = stages(electorate);
        Duration decided = requireNonNull(stages.get(Stage.TAKEOVER)).upper();
        Duration soonest = settings.nodeTimeout();
        boolean tooShort = electorate.possible() && healsBefore(soonest);
        boolean possible = electorate.possible() && !tooShort;
        Duration retry =
                max(settings.nodeTimeout().multipliedBy(4), SHORTEST_RETRY).plus(DELAYED_AGAIN);
        String uncovered = uncovered();
        Map<Stage, Bounds> all = !possible || uncovered != null ? stages : served(stages, group, electorate);
        var exposures = new ClusterExposures(situation, settings, group, all);
        Exposure loss = exposures.loss(possible, !healsBefore(decided));
        boolean wiped = situation.primaryRestarts() && !group.persists();
        return new Forecast(
                group.group(),
                possible,
                reason(electorate, tooShort, uncovered),
                possible ? all : Map.of(),
                ClusterExposures.DEMOTION.withLaterUpper(situation.lateAfterHeal()),
                exposures.gate(),
                wiped && !possible ? Manual.wiped(situation) : loss,
                exposures.splitBrain(loss),
                retry,
                // Only an election that fails is held again; without FAIL none begins, and without a fault nothing
                // does.
                situation.active().isEmpty() ? Duration.ZERO : electorate.failed() ? decided.plus(retry) : decided,
                situation.clientsWithPrimary(),
                null,
                true,
                possible || wiped ? null : disk(),
                wiped,
                exposures.coverage(possible, electorate, delay(situation, electorate)));
    }

    /** What follows where an operator asks for it; that it would have come by itself later makes no difference. */
    private Forecast handedOver(Handover handover) {
        LiveSettings.OfGroup group = live.group(situation.group().name());
        Node replica = situation.topology().node(handover.node());
        long votes = situation.primaries().values().stream()
                .map(situation.topology()::node)
                .filter(v -> situation.talk(v, replica))
                .count();
        int needed = situation.primaries().size() / 2 + 1;
        boolean voted = handover.mode() == FailoverMode.TAKEOVER || votes >= needed;
        boolean possible = voted
                && situation.runs(replica)
                && (handover.surprisesThePrimary() || situation.talk(replica, situation.primaryNode()));
        Bounds taken = handover.bounds();
        Map<Stage, Bounds> stages = Map.of(Stage.TAKEOVER, taken);
        // Where others are missing too, or a majority was, each node waits before it takes writes again.
        boolean alone = votes >= needed && others().stream().noneMatch(o -> !o.runs(o.primaryNode()));
        var exposures = new ClusterExposures(situation, settings, group, stages);
        return new Forecast(
                group.group(),
                possible,
                handover.words() + (possible ? "" : ", which it cannot: " + votes + " can vote, " + needed + " must"),
                !possible ? Map.of() : alone ? ClusterStages.served(stages, taken, group, 0) : stages,
                ClusterExposures.DEMOTION.withLaterUpper(situation.lateAfterHeal()),
                exposures.gate(),
                exposures.loss(handover),
                exposures.splitBrain(handover),
                Duration.ZERO,
                taken.upper(),
                situation.clientsWithPrimary(),
                null,
                true,
                null,
                false,
                Exposure.none("an operator chose the moment"));
    }

    /** No slot moves and nobody takes over: what may be lost is what the group outside goes on acknowledging. */
    private Forecast after(Imported imported) {
        if (!situation.active().isEmpty()) {
            throw new NoForecast("an operator imported data into the Cluster while a fault lasted");
        }
        return new Forecast(
                situation.group().name(),
                false,
                "an import takes nobody's slots away",
                Map.of(),
                ClusterExposures.DEMOTION,
                null,
                imported.loss(situation.group()),
                imported.splitBrain(situation.group()),
                Duration.ZERO,
                Duration.ZERO,
                List.of(),
                null,
                true,
                null,
                false,
                Exposure.none("an import takes nobody's slots away"));
    }

    private String reason(Electorate electorate, boolean tooShort, @Nullable String uncovered) {
        if (tooShort) {
            return "the fault is healed before cluster-node-timeout ("
                    + settings.nodeTimeout().toMillis() + " ms) has passed";
        }
        return electorate.reason() + (electorate.possible() && uncovered != null ? "; " + uncovered : "");
    }

    /** Where nobody takes over, the disk of a primary that died decides what comes back. */
    private @Nullable RecoveryPoint disk() {
        return RecoveryPoint.of(situation, live.persistence(situation.primary()))
                .orElse(null);
    }

    // ---------------------------------------------------------------- this shard

    private Electorate electorate() {
        return electorate(situation);
    }

    private Electorate electorate(Situation shard) {
        return Electorate.in(shard, r -> mayTakeOver(shard, r));
    }

    /** False of a replica that is told not to, or that is too old; throws NoForecast if it may be. */
    private boolean mayTakeOver(Situation shard, Node replica) {
        ClusterSettings its = live.cluster(replica.name());
        Duration oldest = its.oldestReplica();
        if (its.noFailover()) {
            return false;
        }
        Duration apart = oldest == null ? Duration.ZERO : apart(shard, replica);
        if (oldest == null || apart.isZero()) {
            return true;
        }
        Duration most = apart.plus(its.nodeTimeout().multipliedBy(2));
        if (most.compareTo(oldest) < 0) {
            return true;
        }
        if (apart.minus(its.replTimeout()).compareTo(oldest) > 0) {
            return false;
        }
        throw new NoForecast(replica.name() + " has been without " + shard.primary() + " for "
                + apart.toSeconds() + " s, and may or may not be too old to take over (older than "
                + oldest.toSeconds() + " s by cluster-replica-validity-factor)");
    }

    /** For how long before the newest fault a replica had not reached its primary. */
    private static Duration apart(Situation shard, Node replica) {
        return shard.active().stream()
                .filter(d -> !shard.under(List.of(d)).canAsk(replica, shard.primaryNode()))
                .map(d -> d.began().negated())
                .filter(d -> !d.isNegative())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private Map<Stage, Bounds> stages(Electorate electorate) {
        return stages(situation, electorate);
    }

    private Map<Stage, Bounds> stages(Situation shard, Electorate electorate) {
        return ClusterStages.of(shard, settings, electorate, delay(shard, electorate));
    }

    private Bounds delay(Situation shard, Electorate electorate) {
        String replica =
                electorate.candidates().stream().map(Node::name).findFirst().orElse(shard.primary());
        int electable = electorate.candidates().size();
        int others = electable == 0 ? 0 : (int) shard.others().count() - electable;
        boolean alone = shard.others().count() == 1;
        return ElectionDelay.of(live.cluster(replica), replica)
                .bounds(settings.nodeTimeout(), others, othersFailing(shard), alone);
    }

    private long othersFailing(Situation shard) {
        return shards().filter(g -> !g.name().equals(shard.group().name()))
                .map(g -> shard.of(g, primaryOf(g)))
                .filter(s -> electorate(s).possible())
                .count();
    }

    // ---------------------------------------------------------------- all shards

    private Stream<Group> shards() {
        return situation.topology().groups().stream()
                .filter(g -> situation.primaries().containsKey(g.name()));
    }

    private String primaryOf(Group shard) {
        return requireNonNull(situation.primaries().get(shard.name()));
    }

    /** Why no node takes any write, in words: the slots of another shard that nobody takes over; null if none. */
    private @Nullable String uncovered() {
        if (!settings.fullCoverage()) {
            return null;
        }
        return shards().filter(g -> !g.name().equals(situation.group().name()))
                .map(g -> situation.of(g, primaryOf(g)))
                .filter(s -> lost(electorate(s)))
                .map(s -> "but nobody takes over the slots of " + s.primary()
                        + ", and cluster-require-full-coverage is yes, so no node takes a write")
                .findFirst()
                .orElse(null);
    }

    /** Found failed, and not to be replaced. */
    static boolean lost(Electorate electorate) {
        return electorate.failed() && !electorate.possible();
    }

    private Map<Stage, Bounds> served(Map<Stage, Bounds> stages, LiveSettings.OfGroup group, Electorate electorate) {
        Bounds covered = requireNonNull(stages.get(Stage.TAKEOVER));
        for (Situation other : settings.fullCoverage() ? others() : List.<Situation>of()) {
            Electorate its = electorate(other);
            if (its.possible()) {
                covered = covered.laterOf(requireNonNull(stages(other, its).get(Stage.TAKEOVER)));
            }
        }
        return ClusterStages.served(
                stages, covered, group, electorate.candidates().size() - 1L);
    }

    private List<Situation> others() {
        return shards().filter(g -> !g.name().equals(situation.group().name()))
                .map(g -> situation.of(g, primaryOf(g)))
                .toList();
    }

    private boolean healsBefore(Duration moment) {
        Duration healed = situation.healedAfter();
        return healed != null && healed.compareTo(moment) < 0;
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
