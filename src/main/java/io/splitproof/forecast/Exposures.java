package io.splitproof.forecast;

import static java.util.Objects.requireNonNull;

import io.splitproof.topology.Node;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How long the old primary goes on acknowledging writes that the failover discards. */
final class Exposures {
    /** {@code +convert-to-slave}: 8 s of a wrong role, seen by INFO once in 10 s, after a reconnect of up to 1 s. */
    private static final Bounds DEMOTION = Bounds.ofMillis(10_000, 12_000);

    private final Situation situation;
    private final LiveSettings.OfGroup settings;
    private final Map<Stage, Bounds> stages;
    private final List<Node> promotable;
    private final List<Node> demoters;

    /** @param demoters Sentinels that see the old primary all the time, and learn of the failover */
    Exposures(
            Situation situation,
            LiveSettings.OfGroup settings,
            Map<Stage, Bounds> stages,
            List<Node> promotable,
            List<Node> demoters) {
        this.situation = situation;
        this.settings = settings;
        this.stages = stages;
        this.promotable = promotable;
        this.demoters = demoters;
    }

    /** From the fault to the last acknowledgement that is lost. */
    Exposure loss(boolean failover, boolean certain) {
        if (!failover) {
            return nobodyReceives() ? untilReplicated() : Exposure.none("without a failover nothing discards writes");
        }
        if (situation.isDead(situation.primaryNode())) {
            return Exposure.none("a dead primary acknowledges nothing; only what replication had not yet carried is"
                    + " lost, and it was acknowledged before the crash");
        }
        if (situation.isFrozen(situation.primaryNode())) {
            return new Exposure(
                    new Bounds(Duration.ZERO, untilDemotion().upper()), "a thawed primary is demoted 10 to 12 s later");
        }
        List<String> clients = situation.clientsWithPrimary();
        if (clients.isEmpty()) {
            return Exposure.none("no client stays with the old primary; only replication's lag at the cut is lost");
        }
        List<String> inVain = unacknowledged();
        List<String> acknowledged = inVain == null
                ? clients
                : clients.stream().filter(c -> !inVain.contains(c)).toList();
        if (acknowledged.isEmpty()) {
            return Exposure.none(String.join(", ", clients) + " can still write to " + situation.primary()
                    + " but wait for more replicas than stay with it, so that nothing is acknowledged (WAIT)");
        }
        Bounds end = end();
        boolean surely = certain && acknowledged.stream().anyMatch(c -> situation.isAcknowledgedWithout(c, promotable));
        return new Exposure(surely ? end : new Bounds(Duration.ZERO, end.upper()), whyItEnds(acknowledged));
    }

    /**
     * Clients that stay with the old primary and wait for more replicas than do. After the heal it has none either, if
     * each replica was told of the new primary by then, which the last stage says.
     */
    @Nullable
    List<String> unacknowledged() {
        Duration healed = situation.healedAfter();
        Duration told = requireNonNull(stages.get(Stage.SWITCH_FIRST)).upper();
        List<String> inVain = situation.clientsWithPrimary().stream()
                .filter(c -> !situation.isAcknowledgedWithout(c, List.of()))
                .toList();
        boolean tooSoon = healed != null && healed.compareTo(told) < 0;
        return tooSoon || inVain.isEmpty() ? null : inVain;
    }

    /** Sentinels that did not ask for a second primary make it a replica again; what it alone has is lost. */
    Exposure ofPromotionByHand() {
        return new Exposure(
                new Bounds(Duration.ZERO, untilDemotion().upper()),
                "an operator promoted " + situation.promotions().get(0).node() + " beside " + situation.primary()
                        + ", and Sentinels make it a replica again up to 12 s after they can reach it");
    }

    /** True if the primary takes writes of which no replica learns. */
    private boolean nobodyReceives() {
        List<Node> replicas = situation.replicas();
        return situation.runs(situation.primaryNode())
                && !replicas.isEmpty()
                && replicas.stream().noneMatch(situation::receives);
    }

    /** Nothing is lost by that alone; a failover that comes meanwhile, of another fault, promotes a stale replica. */
    private Exposure untilReplicated() {
        Duration healed = situation.healedAfter();
        Duration end = situation.loadEndsAfter();
        Bounds until = new Bounds(Duration.ZERO, healed == null ? end : healed).cappedAt(end);
        return new Exposure(
                until,
                "no replica receives what " + situation.primary()
                        + " acknowledges meanwhile, and a failover before the heal would discard it");
    }

    /** Time in which two nodes acknowledge: from the new primary's first write to the old one's last. */
    Exposure splitBrain(Exposure loss) {
        Bounds writable = stages.get(Stage.WRITABLE);
        if (!loss.isPossible() || writable == null) {
            return Exposure.none(writable == null ? "no second node ever accepts writes" : loss.why());
        }
        List<String> stay = situation.clientsWithPrimary();
        List<String> withNew = promotable.stream()
                .flatMap(r -> situation.clientsOf(r).stream())
                .distinct()
                .toList();
        Bounds firstAcknowledged = new Bounds(
                writable.lower(),
                requireNonNull(stages.get(Stage.SWITCH_FIRST)).upper().plus(clientReturn(writable)));
        Bounds both = loss.bounds().since(firstAcknowledged);
        if (stay.containsAll(withNew)) {
            return new Exposure(
                    new Bounds(Duration.ZERO, both.upper()),
                    withNew.isEmpty()
                            ? "no client is with the new primary"
                            : "no client has to leave the old primary before it is demoted");
        }
        return both.upper().isZero() ? Exposure.none(leaseWords()) : new Exposure(both, loss.why());
    }

    private String leaseWords() {
        return "the old primary has stopped before the new one starts";
    }

    /** A client asks a Sentinel, may be told the old address once more, and waits out its time limit. */
    private Duration clientReturn(Bounds writable) {
        Duration late = writable.upper().minus(writable.lower());
        return situation.clientTimeout().multipliedBy(3).plusSeconds(1).plus(settings.gated() ? late : Duration.ZERO);
    }

    boolean gateCloses() {
        return settings.gated() && situation.replicasThatAcknowledge().size() < settings.minReplicasToWrite();
    }

    /**
     * When the gate shuts: replicas acknowledge once a second, the lag is in whole seconds and is looked at once a
     * second ({@code refreshGoodSlavesCount} in {@code replication.c}); a closed connection shuts it at once.
     */
    Bounds gate() {
        if (situation.jumps(situation.primaryNode()).findAny().isPresent()) {
            // The lag is a difference of wall clock times, and nothing says which of them lie before the jump.
            throw new NoForecast("the clock of " + situation.primary()
                    + " was set, so nothing can be said of when its min-replicas gate shuts");
        }
        Duration lag = settings.minReplicasMaxLag();
        Duration soonest = situation.isSilentOnly() ? lag.minusSeconds(1) : Duration.ZERO;
        Rates rates = situation.rates(Stream.of(situation.primaryNode()));
        return rates.of(new Bounds(soonest, situation.isSilent() ? lag.plusSeconds(2) : Duration.ofMillis(100)));
    }

    private Bounds end() {
        if (gateCloses()) {
            return gate().earlierOf(untilDemotion());
        }
        return replicasLeave() ? asReplicasLeave().earlierOf(untilDemotion()) : untilDemotion();
    }

    /** True if the gate is shut by the failover itself, which makes replicas close their links to the old primary. */
    private boolean replicasLeave() {
        long stay = situation.replicasThatAcknowledge().stream()
                .filter(r -> !promotable.contains(r))
                .count();
        return settings.gated() && stay < settings.minReplicasToWrite();
    }

    private Bounds asReplicasLeave() {
        return new Bounds(
                requireNonNull(stages.get(Stage.PROMOTION_SENT)).lower(),
                requireNonNull(stages.get(Stage.SWITCH_LAST)).upper());
    }

    private Bounds untilDemotion() {
        Duration healed = situation.healedAfter();
        Duration end = situation.loadEndsAfter();
        if (!demoters.isEmpty()) {
            return demotionAfterSwitch().cappedAt(end);
        }
        return healed == null ? new Bounds(end, end) : demotion().plus(healed).cappedAt(end);
    }

    /** From the heal to {@code +convert-to-slave}. */
    Bounds demotion() {
        return ofRoles().withLaterUpper(situation.lateAfterHeal());
    }

    /** From the moment at which a Sentinel and the old primary hear each other again. */
    private Bounds ofRoles() {
        return situation.rates(situation.topology().sentinels().stream()).of(DEMOTION);
    }

    /**
     * A Sentinel that never lost the old primary learns of the failover by a hello, and finds a master that should be a
     * replica at once ({@code sentinelRefreshInstanceInfo}); what it waits for does not wait for a heal. A gate may shut
     * earlier, as the replicas leave.
     */
    private Bounds demotionAfterSwitch() {
        Bounds switched = requireNonNull(stages.get(Stage.SWITCH_FIRST));
        Duration soonest = settings.gated()
                ? requireNonNull(stages.get(Stage.PROMOTION_SENT)).lower()
                : switched.lower().plus(ofRoles().lower());
        return new Bounds(soonest, switched.upper().plus(ofRoles().upper()));
    }

    private String whyItEnds(List<String> clients) {
        String stays = String.join(", ", clients) + " can still write to " + situation.primary();
        if (gateCloses()) {
            return stays + " until min-replicas-max-lag "
                    + settings.minReplicasMaxLag().toSeconds()
                    + " stops it: between L - 1 and L + 2 s after silence, at once after a closed connection";
        }
        if (replicasLeave()) {
            return stays + " until its replicas follow the new primary, which shuts its gate at once";
        }
        String gate = settings.gated() ? "enough replicas stay with it" : "min-replicas-to-write is 0";
        return stays + " (" + gate + ") until Sentinel demotes it, 10 to 12 s after the "
                + (demoters.isEmpty() ? "heal" : "failover, since " + Election.names(demoters) + " can reach it");
    }
}
