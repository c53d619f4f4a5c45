package io.splitproof.forecast;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A failover that an operator asks a Sentinel for while the primary lives.
 *
 * <p>{@code SENTINEL FAILOVER} needs neither ODOWN nor votes ({@code SRI_FORCE_FAILOVER} in {@code sentinel.c}, Redis 7.0 to
 * 8.6, Valkey 8 and 9): the asked Sentinel promotes the best replica and says nothing to the old primary, which lives on
 * until it is found to be a replica that says master, 10 s after the first announcement. With {@code COORDINATED} (Valkey
 * 9) Sentinels vote, and the old primary itself hands over: it pauses writes, waits until the replica has all of them, and
 * becomes a replica.
 */
final class AskedFailover {
    private final Situation situation;
    private final LiveSettings.OfGroup settings;
    private final boolean coordinated;

    AskedFailover(Situation situation, LiveSettings.OfGroup settings) {
        this.situation = situation;
        this.settings = settings;
        this.coordinated = situation.circumstances().asked() == Circumstances.Asked.COORDINATED;
    }

    Forecast forecast() {
        if (!situation.active().isEmpty()) {
            throw new NoForecast("an operator asked a Sentinel for a failover while a fault lasted");
        }
        var candidates = new Eligibility(situation, settings).candidates();
        Map<Stage, Bounds> stages = StageBounds.asked(settings, candidates.size(), coordinated);
        var exposures = new Exposures(situation, settings, stages, candidates, situation.demoters(candidates));
        Exposure loss = coordinated
                ? Exposure.none(
                        "the old primary pauses writes and hands over once the replica has all of them (FAILOVER TO)")
                : exposures.loss(!candidates.isEmpty(), true);
        Duration retry = settings.failoverTimeout().multipliedBy(2).plusSeconds(1);
        return new Forecast(
                settings.group(),
                !candidates.isEmpty(),
                candidates.isEmpty() ? "no replica may be promoted" : reason(),
                candidates.isEmpty() ? Map.of() : stages,
                exposures.demotion(),
                null,
                loss,
                exposures.splitBrain(loss),
                retry,
                requireNonNull(stages.get(Stage.PROMOTION_SENT)).upper().plus(retry),
                candidates.isEmpty() ? List.of() : situation.clientsWithPrimary(),
                null,
                true,
                null,
                false,
                null);
    }

    private String reason() {
        return "an operator asked for it, "
                + (coordinated ? "coordinated by the primary itself" : "which needs no votes");
    }
}
