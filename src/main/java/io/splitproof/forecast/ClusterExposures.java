package io.splitproof.forecast;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How long the old primary of a shard goes on acknowledging, and how long slots are served by nobody. */
final class ClusterExposures {
    /**
     * From the heal to a replica: links come back at the next {@code clusterCron}, and the first message of a node that
     * knows better makes it one ({@code clusterUpdateSlotsConfigWith}). Longer than the load, it takes no writes all the
     * same: a primary that was with a minority waits for a node timeout, 0.5 to 5 s ({@code clusterUpdateState}).
     */
    static final Bounds DEMOTION = Bounds.ofMillis(0, 1_000);

    private final Situation situation;
    private final ClusterSettings settings;
    private final LiveSettings.OfGroup group;
    private final Map<Stage, Bounds> stages;
    private final Exposures gated;

    ClusterExposures(
            Situation situation, ClusterSettings settings, LiveSettings.OfGroup group, Map<Stage, Bounds> stages) {
        this.situation = situation;
        this.settings = settings;
        this.group = group;
        this.stages = stages;
        this.gated = new Exposures(situation, group, Map.of(), List.of(), List.of());
    }

    @Nullable
    Bounds gate() {
        return gated.gateCloses() ? gated.gate() : null;
    }

    /** From the fault to the last acknowledgement that is lost. */
    Exposure loss(boolean failover, boolean certain) {
        if (!failover) {
            return Exposure.none("without a failover nothing discards writes");
        }
        if (situation.isDead(situation.primaryNode())) {
            return Exposure.none("a dead primary acknowledges nothing; only what replication had not yet carried is"
                    + " lost, and it was acknowledged before the crash");
        }
        if (situation.isFrozen(situation.primaryNode())) {
            return thawed();
        }
        List<String> clients = situation.clientsWithPrimary();
        if (clients.isEmpty()) {
            return Exposure.none("no client stays with the old primary; only replication's lag at the cut is lost");
        }
        Bounds end = end();
        return new Exposure(
                certain && !isCarried() ? end : new Bounds(Duration.ZERO, end.upper()),
                String.join(", ", clients) + " can still write to " + situation.primary() + " until " + why());
    }

    /** True if a replica that may take over goes on receiving what the old primary acknowledges, until it does. */
    private boolean isCarried() {
        return situation.others().anyMatch(r -> situation.canAsk(r, situation.primaryNode()));
    }

    /** What a handover leaves to be lost: nothing where the primary takes part or is gone. */
    Exposure loss(Handover handover) {
        if (!handover.surprisesThePrimary() || !situation.runs(situation.primaryNode())) {
            return Exposure.none(
                    handover.surprisesThePrimary()
                            ? situation.primary() + " acknowledges nothing any more"
                            : "it takes over once it has everything");
        }
        return new Exposure(
                new Bounds(Duration.ZERO, handover.bounds().upper().plus(DEMOTION.upper())),
                situation.primary() + " lives, and acknowledges until it is told of its successor");
    }

    Exposure splitBrain(Handover handover) {
        Exposure loss = loss(handover);
        return loss.isPossible() ? new Exposure(new Bounds(Duration.ZERO, DEMOTION.upper()), loss.why()) : loss;
    }

    private Exposure thawed() {
        Duration healed = situation.healedAfter();
        Duration end = healed == null ? Duration.ZERO : healed.plus(DEMOTION.upper());
        return new Exposure(
                new Bounds(Duration.ZERO, end),
                "a thawed primary answers what had reached it meanwhile, until the first message from the others");
    }

    private Bounds end() {
        Bounds end = stops();
        Bounds gate = gate();
        return (gate == null ? end : end.earlierOf(gate)).cappedAt(situation.loadEndsAfter());
    }

    /** When it has lost the majority, or is told of its successor. */
    private Bounds stops() {
        if (losesMajority()) {
            return ClusterStages.minorityStops(situation, settings);
        }
        Bounds takeover = requireNonNull(stages.get(Stage.TAKEOVER));
        return takeover.withLaterUpper(DEMOTION.upper());
    }

    private boolean losesMajority() {
        long reached = situation.primaries().values().stream()
                .filter(p -> p.equals(situation.primary())
                        || situation.talk(
                                situation.primaryNode(), situation.topology().node(p)))
                .count();
        return reached < situation.primaries().size() / 2 + 1;
    }

    private String why() {
        if (gate() != null && gate().upper().compareTo(stops().upper()) < 0) {
            return "min-replicas-max-lag " + group.minReplicasMaxLag().toSeconds() + " stops it";
        }
        return losesMajority()
                ? "it finds itself without a majority of the primaries: after cluster-node-timeout ("
                        + settings.nodeTimeout().toMillis() + " ms) to 1.5 times that"
                : "it is told of its successor";
    }

    /** Time in which two nodes acknowledge: from the new primary's first write to the old one's last. */
    Exposure splitBrain(Exposure loss) {
        Bounds writable = stages.get(Stage.WRITABLE);
        if (!loss.isPossible() || writable == null) {
            return Exposure.none(writable == null ? "no second node ever accepts writes" : loss.why());
        }
        if (situation.isFrozen(situation.primaryNode())) {
            return new Exposure(new Bounds(Duration.ZERO, DEMOTION.upper()), loss.why());
        }
        Duration longest = loss.bounds().upper().minus(writable.lower());
        return longest.isNegative() || longest.isZero()
                ? Exposure.none("the old primary has stopped before the new one starts")
                : new Exposure(new Bounds(Duration.ZERO, longest), loss.why());
    }

    /** For how long nodes with the majority say that slots are served by nobody, and refuse everything. */
    Exposure coverage(boolean failover, Electorate electorate, Bounds delay) {
        if (!electorate.failed()) {
            return Exposure.none("no majority finds " + situation.primary() + " failed");
        }
        if (!settings.fullCoverage()) {
            return Exposure.none("cluster-require-full-coverage is no: the other shards go on");
        }
        if (failover) {
            return new Exposure(
                    delay.withLaterUpper(ClusterStages.TAKEN_AND_TOLD),
                    "cluster-require-full-coverage is yes: from " + situation.primary()
                            + "'s FAIL to the takeover every node refuses every command");
        }
        return new Exposure(
                new Bounds(Duration.ZERO, situation.loadEndsAfter()),
                "cluster-require-full-coverage is yes and nobody takes over: every node refuses every command");
    }
}
