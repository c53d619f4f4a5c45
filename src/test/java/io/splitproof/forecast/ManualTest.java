package io.splitproof.forecast;

import static io.splitproof.forecast.Example2.TOPOLOGY;
import static io.splitproof.forecast.Example2.kill;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.fault.CrashFlavour;
import io.splitproof.fault.Fault;
import io.splitproof.fault.Target;
import io.splitproof.topology.Topology;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Example 2 without its Sentinels. */
class ManualTest {
    private static final Topology ALONE = new Topology(TOPOLOGY.boxes(), TOPOLOGY.redisNodes(), TOPOLOGY.groups());
    private static final Promotion AT_3 = new Promotion("redis-2", Duration.ofSeconds(3), null);

    private static Forecast forecast(
            boolean persists, @Nullable Duration healed, List<Promotion> promotions, Disruption... active) {
        var settings = new LiveSettings.OfGroup(
                "mymaster", Duration.ZERO, Duration.ZERO, 1, 0, 0, 0, Duration.ofSeconds(10), persists);
        return Forecast.of(
                new Situation(
                        ALONE,
                        ALONE.groups().get(0),
                        "redis-1",
                        List.of(active),
                        healed,
                        Duration.ofSeconds(20),
                        Duration.ofMillis(500),
                        null,
                        promotions),
                new LiveSettings(List.of(settings), "7.0.15"));
    }

    private static Disruption restart(String node) {
        return new Disruption(new Fault.Restart(List.of(new Target(node))), List.of(node), List.of());
    }

    @Test
    void nobodyFailsOverByThemselves() {
        var forecast = forecast(true, null, List.of(), kill(CrashFlavour.PROCESS, "redis-1"));
        assertThat(forecast.failoverPossible()).isFalse();
        assertThat(forecast.reason()).isEqualTo("no Sentinel watches mymaster, so only an operator promotes a replica");
        assertThat(forecast.watch()).isZero();
        assertThat(forecast.loss().why()).isEqualTo("nobody is promoted, so nothing discards writes");
        assertThat(forecast.splitBrain().isPossible()).isFalse();
    }

    @Test
    void aPrimaryThatStaysDeadLosesWhatWasNotReplicatedAndNothingLater() {
        var forecast = forecast(true, null, List.of(AT_3), kill(CrashFlavour.PROCESS, "redis-1"));
        assertThat(forecast.loss().isPossible()).isFalse();
        assertThat(forecast.loss().why()).contains("only what redis-2 had not yet received");
        assertThat(forecast.splitBrain().isPossible()).isFalse();
    }

    @Test
    void aLivingPrimaryAcknowledgesUntilItIsMadeAReplica() {
        var promotion = new Promotion("redis-2", Duration.ofSeconds(1), Duration.ofSeconds(4));
        var forecast = forecast(true, null, List.of(promotion));
        assertThat(forecast.loss().bounds()).isEqualTo(Bounds.ofMillis(0, 4_000));
        assertThat(forecast.splitBrain().bounds()).isEqualTo(Bounds.ofMillis(0, 3_000));
    }

    @Test
    void aPrimaryThatNobodyDemotesAcknowledgesUntilTheLoadEnds() {
        var forecast = forecast(true, Duration.ofSeconds(5), List.of(AT_3), kill(CrashFlavour.PROCESS, "redis-1"));
        assertThat(forecast.loss().bounds()).isEqualTo(Bounds.ofMillis(0, 20_000));
        assertThat(forecast.loss().why()).endsWith("which nobody does");
    }

    @Test
    void aPrimaryWithNothingOnDiskStartsAgainEmpty() {
        assertThat(forecast(false, null, List.of(), restart("redis-1")).wiped()).isTrue();
        assertThat(forecast(true, null, List.of(), restart("redis-1")).wiped()).isFalse();
        assertThat(forecast(false, null, List.of(), restart("redis-2")).wiped()).isFalse();
    }

    @Test
    void aPrimaryThatRefusesWritesBeforeThePromotionAcknowledgesNothingMore() {
        var promotion = new Promotion("redis-2", Duration.ZERO, Duration.ofMillis(-20));
        var forecast = forecast(true, null, List.of(promotion));
        assertThat(forecast.loss().isPossible()).isFalse();
        assertThat(forecast.loss().why()).isEqualTo("redis-1 accepts no writes any more when redis-2 is promoted");
        assertThat(forecast.splitBrain().isPossible()).isFalse();
    }

    @Test
    void aNewPrimaryThatIsGivenUpTakesWhatItAcknowledgedWithIt() {
        var promotion = new Promotion("redis-2", Duration.ZERO, Duration.ofMillis(-20), Duration.ofSeconds(4), false);
        var forecast = forecast(true, null, List.of(promotion));
        assertThat(forecast.loss().bounds()).isEqualTo(Bounds.ofMillis(0, 4_000));
        assertThat(forecast.loss().why()).startsWith("redis-2 is given up for redis-1");
    }

    @Test
    void aReplicaThatWasNeverInSyncIsPromotedEmpty() {
        var promotion = new Promotion("redis-2", Duration.ZERO, Duration.ofSeconds(2), null, true);
        var forecast = forecast(true, null, List.of(promotion));
        assertThat(forecast.wiped()).isTrue();
        assertThat(forecast.loss().bounds()).isEqualTo(Bounds.ofMillis(0, 2_000));
        assertThat(forecast.loss().why()).contains("before it had ever been in sync with redis-1");
    }

    @Test
    void whoGoesBackAfterACrashHasNothingOfWhatTheDeadPrimaryAcknowledged() {
        var back = forecast(
                new Circumstances.Reinstated("redis-2", Duration.ofSeconds(3)), kill(CrashFlavour.PROCESS, "redis-1"));
        assertThat(back.recoveryPoint())
                .extracting(RecoveryPoint::oldest, RecoveryPoint::certain)
                .containsExactly(Duration.ofSeconds(3), true);
        assertThat(forecast(new Circumstances.Reinstated("redis-2", Duration.ofSeconds(3)))
                        .recoveryPoint())
                .isNull();
    }

    private static Forecast forecast(Circumstances.Reinstated reinstated, Disruption... active) {
        var settings = new LiveSettings.OfGroup(
                "mymaster", Duration.ZERO, Duration.ZERO, 1, 0, 0, 0, Duration.ofSeconds(10), true);
        var circumstances = new Circumstances(
                null, null, List.of(), List.of(), List.of(), reinstated, java.util.Map.of(), List.of(), null);
        return Forecast.of(
                new Situation(
                        ALONE,
                        ALONE.groups().get(0),
                        "redis-1",
                        List.of(active),
                        null,
                        Duration.ofSeconds(20),
                        Duration.ofMillis(500),
                        null,
                        List.of(),
                        circumstances),
                new LiveSettings(List.of(settings), "7.0.15"));
    }
}
