package io.splitproof.forecast;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the live settings promise for one group under one set of faults. Durations count from the fault.
 *
 * @param failoverPossible whether Sentinels, or the nodes of a Cluster, can and may promote a replica
 * @param reason the counts behind that, in words
 * @param stages bounds of each stage; without WRITABLE where the new primary's gate stays shut; empty if not possible
 * @param demotion from the heal to {@code +convert-to-slave} of the old primary; in a Cluster, to its being a replica
 * @param gate when the old primary stops for want of replicas; null if it never does
 * @param loss from the fault to the last lost acknowledgement
 * @param splitBrain how long two nodes acknowledge at once
 * @param retry what one failed election adds: 2 x failover-timeout and a second; in a Cluster 4 x cluster-node-timeout,
 *     4 s at least, and a new delay
 * @param watch how long a run must be watched before it can say that nothing fails over
 * @param oldSide client boxes that still reach the old primary
 * @param unacknowledged those of them whose writes are not acknowledged any more, since they wait for more replicas
 *     than stay with the old primary; null where there are none
 * @param watched false for a primary alone, without replicas or Sentinels: all about failovers is empty or zero
 * @param recoveryPoint to which state a primary alone comes back; null for others, and where its process lives on
 * @param wiped whether the next primary starts with nothing, so that all that was acknowledged before is lost
 * @param coverage in a Cluster, how long nodes say that slots are served by nobody; null elsewhere
 */
public record Forecast(
        String group,
        boolean failoverPossible,
        String reason,
        Map<Stage, Bounds> stages,
        Bounds demotion,
        @Nullable Bounds gate,
        Exposure loss,
        Exposure splitBrain,
        Duration retry,
        Duration watch,
        List<String> oldSide,
        @Nullable List<String> unacknowledged,
        boolean watched,
        @Nullable RecoveryPoint recoveryPoint,
        boolean wiped,
        @Nullable Exposure coverage) {

    /** How long before the fault a lost write may have been acknowledged: replication's lag, generously. */
    public static final Duration REPLICATION_LAG = Duration.ofSeconds(1);

    /**
     * Computes the forecast.
     *
     * @throws NoSuchElementException if the settings of the group were not read
     * @throws NoForecast if nothing can be said of these faults
     */
    public static Forecast of(Situation situation, LiveSettings live) {
        if (situation.topology().isCluster()) {
            return ClusterForecast.of(situation, live);
        }
        if (situation.topology().sentinels().isEmpty()
                && situation.group().replicas().isEmpty()) {
            return alone(situation, live);
        }
        LiveSettings.OfGroup settings = live.group(situation.group().name());
        if (situation.circumstances().asked() != null) {
            return new AskedFailover(situation, settings).forecast();
        }
        boolean wiped = situation.primaryRestarts() && !settings.persists();
        if (situation.topology().sentinels().isEmpty()) {
            return withoutSentinels(situation, settings, wiped, "no Sentinel watches " + settings.group());
        }
        String monitored = situation.circumstances().monitored();
        if (monitored != null && !monitored.equals(situation.primary())) {
            String why = "every Sentinel was told to monitor " + monitored + " and not " + situation.primary();
            return withoutSentinels(situation, settings, wiped, why);
        }
        Situation seen = new SlowRoundTrips(situation, settings).asSeenBySentinels();
        Election election = Election.lasting(seen, settings);
        var tilt = Tilt.in(seen, settings);
        Map<Stage, Bounds> stages =
                StageBounds.of(seen, settings, election.promotable().size());
        requireFreshReplicas(situation, settings, tilt);
        Duration retry = situation
                .rates(situation.topology().sentinels().stream())
                .longest(settings.failoverTimeout().multipliedBy(2).plusSeconds(1));
        Duration last = requireNonNull(stages.get(Stage.PROMOTION_SENT)).upper();
        Duration soonest = requireNonNull(stages.get(Stage.SDOWN_QUORUM)).lower();
        boolean tooShort = healsBefore(situation, soonest);
        boolean possible = election.possible() && !tooShort;
        boolean empty = possible && situation.onlyEmpty(election.promotable());
        var exposures =
                new Exposures(situation, settings, stages, election.promotable(), seen.demoters(election.promotable()));
        boolean certain = seen.equals(situation) && !healsBefore(situation, last);
        boolean byHand = !possible && !situation.promotions().isEmpty();
        Exposure loss = empty
                ? Exposure.none("only " + Election.names(election.promotable()) + " can be promoted, which was in its"
                        + " first full resync and holds nothing: everything acknowledged before is lost")
                : wiped && !possible
                        ? Manual.wiped(situation)
                        : byHand ? exposures.ofPromotionByHand() : exposures.loss(possible, certain);
        return new Forecast(
                settings.group(),
                possible,
                tooShort ? tooShortWords(tilt) : election.reason() + tilt.words(),
                possible ? stages : Map.of(),
                exposures.demotion(),
                exposures.gateCloses() ? exposures.gate() : null,
                loss,
                byHand ? loss : exposures.splitBrain(loss),
                retry,
                last.plus(retry),
                situation.clientsWithPrimary(),
                possible ? exposures.unacknowledged() : null,
                true,
                null,
                wiped || empty,
                null);
    }

    /** Nobody promotes anything; what is lost depends on the primary's disk alone. */
    private static Forecast alone(Situation situation, LiveSettings live) {
        String why = "no Sentinel watches " + situation.group().name();
        return new Forecast(
                situation.group().name(),
                false,
                why,
                Map.of(),
                Bounds.ZERO,
                null,
                Exposure.none("a primary that is down acknowledges nothing, and nobody is promoted in its place"),
                Exposure.none(why),
                Duration.ZERO,
                Duration.ZERO,
                situation.clientsWithPrimary(),
                null,
                false,
                RecoveryPoint.of(situation, live.persistence(situation.primary()))
                        .orElse(null),
                false,
                null);
    }

    private static Forecast withoutSentinels(
            Situation situation, LiveSettings.OfGroup settings, boolean wiped, String why) {
        var manual = new Manual(situation);
        boolean empty = manual.promotesEmpty();
        var exposures = new Exposures(situation, settings, Map.of(), List.of(), List.of());
        return new Forecast(
                settings.group(),
                false,
                why + ", so only an operator promotes a replica",
                Map.of(),
                Bounds.ZERO,
                exposures.gateCloses() ? exposures.gate() : null,
                wiped ? Manual.wiped(situation) : empty ? manual.lossOfEmpty() : manual.loss(),
                manual.splitBrain(),
                Duration.ZERO,
                Duration.ZERO,
                situation.clientsWithPrimary(),
                null,
                true,
                manual.goingBack(),
                wiped || empty,
                null);
    }

    private static String tooShortWords(Tilt tilt) {
        return "the fault is healed before "
                + (tilt.delays() ? "enough Sentinels are out of TILT" : "down-after has passed");
    }

    /**
     * A replica whose link has been down for longer than 10 x down-after and the time since the Sentinel's own
     * {@code +sdown} is not promoted ({@code sentinelSelectSlave}); a Sentinel that was in TILT says {@code +sdown} late.
     */
    private static void requireFreshReplicas(Situation situation, LiveSettings.OfGroup settings, Tilt tilt) {
        Duration oldest = settings.downAfter().multipliedBy(10);
        if (tilt.delays() && !situation.isSilent() && tilt.enough().upper().compareTo(oldest) > 0) {
            throw new NoForecast("Sentinels that come out of TILT more than 10 x down-after (" + oldest.toSeconds()
                    + " s) after the fault may find every replica too old to promote");
        }
    }

    private static boolean healsBefore(Situation situation, Duration moment) {
        return Optional.ofNullable(situation.healedAfter())
                .filter(h -> h.compareTo(moment) < 0)
                .isPresent();
    }

    /** When the failover can no longer be stopped: the promotion is sent, or a Cluster's replica takes over. */
    public @Nullable Bounds decided() {
        return stages.containsKey(Stage.TAKEOVER) ? stages.get(Stage.TAKEOVER) : stages.get(Stage.PROMOTION_SENT);
    }

    /** False if the heal comes so early that a failover may not have begun. */
    public boolean isFailoverCertain(@Nullable Duration healedAfter) {
        Bounds sent = decided();
        return failoverPossible && sent != null && (healedAfter == null || healedAfter.compareTo(sent.upper()) >= 0);
    }

    /**
     * True if the heal comes before a failover would have to have begun: then the primary answers again, no retry follows,
     * and nothing of the faults remains.
     */
    public boolean isOverBeforeFailover(@Nullable Duration healedAfter) {
        return healedAfter != null && healedAfter.compareTo(watch.minus(retry)) < 0;
    }
}
