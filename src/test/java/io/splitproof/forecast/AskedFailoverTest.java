package io.splitproof.forecast;

import static io.splitproof.forecast.Example2.kill;
import static io.splitproof.forecast.Example2.settings;
import static io.splitproof.forecast.Example2.situation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.splitproof.fault.CrashFlavour;
import io.splitproof.fault.SimulatedFailure;
import io.splitproof.forecast.Circumstances.Asked;
import io.splitproof.forecast.Circumstances.Crash;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Failovers under other circumstances than faults alone. */
class AskedFailoverTest {
    private static Situation under(Circumstances circumstances, Disruption... active) {
        Situation plain = situation(null, active);
        return new Situation(
                plain.topology(),
                plain.group(),
                plain.primary(),
                plain.active(),
                plain.healedAfter(),
                plain.loadEndsAfter(),
                plain.clientTimeout(),
                null,
                List.of(),
                circumstances);
    }

    private static Situation asked(Asked how, Disruption... active) {
        return under(new Circumstances(how, null, List.of(), List.of()), active);
    }

    private static Situation crashing(SimulatedFailure form) {
        var crash = new Crash(form, "sentinel-2");
        return under(new Circumstances(null, crash, List.of(), List.of()), kill(CrashFlavour.PROCESS, "redis-1"));
    }

    private static Situation syncing(List<String> unsynced, List<String> resyncing) {
        return under(new Circumstances(null, null, unsynced, resyncing), kill(CrashFlavour.PROCESS, "redis-1"));
    }

    private static Bounds bounds(Forecast forecast, Stage stage) {
        return Objects.requireNonNull(forecast.stages().get(stage), stage + " has no bounds");
    }

    @Test
    void aForcedFailoverWaitsForNobodyAndNoVotes() {
        var forecast = Forecast.of(asked(Asked.FORCED), settings(0, 10));
        assertThat(forecast.failoverPossible()).isTrue();
        assertThat(forecast.stages()).doesNotContainKeys(Stage.SDOWN_FIRST, Stage.SDOWN_QUORUM);
        assertThat(bounds(forecast, Stage.PROMOTION_SENT)).isEqualTo(Bounds.ofMillis(100, 400));
        assertThat(bounds(forecast, Stage.WRITABLE)).isEqualTo(Bounds.ofMillis(100, 400));
    }

    @Test
    void whomAnOperatorHadEndedIsNotPromoted() {
        var retired = new Circumstances(
                null, null, List.of(), List.of(), List.of(), null, Map.of(), List.of("redis-2", "sentinel-3"), null);
        var forecast = Forecast.of(under(retired, kill(CrashFlavour.PROCESS, "redis-1")), settings(0, 10));
        assertThat(forecast.failoverPossible()).isTrue();
        assertThat(forecast.reason())
                .contains("sentinel-1, sentinel-2 see redis-1 down", "2 can vote", "and redis-3 can be promoted");
    }

    @Test
    void sentinelsThatWereToldToMonitorAnotherNodePromoteNobodyInThisOnesPlace() {
        var elsewhere =
                new Circumstances(null, null, List.of(), List.of(), List.of(), null, Map.of(), List.of(), "redis-2");
        var forecast = Forecast.of(under(elsewhere, kill(CrashFlavour.PROCESS, "redis-1")), settings(0, 10));
        assertThat(forecast.failoverPossible()).isFalse();
        assertThat(forecast.reason()).startsWith("every Sentinel was told to monitor redis-2 and not redis-1");
    }

    @Test
    void theOldPrimaryLivesOnUntilItIsFoundToBeAReplica() {
        var forecast = Forecast.of(asked(Asked.FORCED), settings(0, 10));
        Bounds announced = bounds(forecast, Stage.SWITCH_FIRST);
        assertThat(forecast.loss().isExpected()).isTrue();
        assertThat(forecast.loss().bounds())
                .isEqualTo(new Bounds(
                        announced.lower().plusSeconds(10), announced.upper().plusSeconds(12)));
    }

    @Test
    void aCoordinatedFailoverLosesNothing() {
        var forecast = Forecast.of(asked(Asked.COORDINATED), settings(0, 10));
        assertThat(forecast.failoverPossible()).isTrue();
        assertThat(forecast.loss().isPossible()).isFalse();
        assertThat(forecast.splitBrain().isPossible()).isFalse();
        assertThat(bounds(forecast, Stage.ELECTED).upper())
                .isGreaterThan(bounds(Forecast.of(asked(Asked.FORCED), settings(0, 10)), Stage.ELECTED)
                        .upper());
    }

    @Test
    void nothingIsSaidOfARequestUnderAFault() {
        var situation = asked(Asked.FORCED, kill(CrashFlavour.PROCESS, "redis-3"));
        assertThatThrownBy(() -> Forecast.of(situation, settings(0, 10)))
                .isInstanceOf(NoForecast.class)
                .hasMessageContaining("while a fault lasted");
    }

    @Test
    void aLeaderThatCrashesAfterItsElectionCostsARound() {
        var once = Forecast.of(situation(null, kill(CrashFlavour.PROCESS, "redis-1")), settings(0, 10));
        var twice = Forecast.of(crashing(SimulatedFailure.CRASH_AFTER_ELECTION), settings(0, 10));
        assertThat(bounds(twice, Stage.ODOWN))
                .isEqualTo(bounds(once, Stage.ODOWN).plus(Bounds.ofMillis(0, 0)));
        for (Stage stage : List.of(Stage.TRY_FAILOVER, Stage.ELECTED, Stage.WRITABLE, Stage.SWITCH_LAST)) {
            assertThat(bounds(twice, stage))
                    .as(stage.words())
                    .isEqualTo(bounds(once, stage).plus(Bounds.ofMillis(20_000, 21_300)));
        }
    }

    @Test
    void aLeaderThatCrashesAfterThePromotionLeavesAPrimaryThatNobodyAnnounces() {
        var once = Forecast.of(situation(null, kill(CrashFlavour.PROCESS, "redis-1")), settings(0, 10));
        var twice = Forecast.of(crashing(SimulatedFailure.CRASH_AFTER_PROMOTION), settings(0, 10));
        assertThat(bounds(twice, Stage.WRITABLE).lower())
                .isEqualTo(bounds(once, Stage.WRITABLE).lower());
        assertThat(bounds(twice, Stage.SWITCH_FIRST).lower())
                .isEqualTo(bounds(once, Stage.SWITCH_FIRST).lower().plusSeconds(20));
    }

    @Test
    void withoutItsLeaderAGroupOfTwoSentinelsElectsNobody() {
        Situation crash = crashing(SimulatedFailure.CRASH_AFTER_ELECTION);
        assertThat(Forecast.of(crash, settings(0, 10)).failoverPossible()).isTrue();
        Situation oneLess = under(
                crash.circumstances(), kill(CrashFlavour.PROCESS, "redis-1"), kill(CrashFlavour.PROCESS, "sentinel-3"));
        var forecast = Forecast.of(oneLess, settings(0, 10));
        assertThat(forecast.failoverPossible()).isFalse();
        assertThat(forecast.reason()).startsWith("after sentinel-2 has ended itself (crash-after-election), only");
    }

    @Test
    void whereOnlyAnEmptyReplicaCanBePromotedEverythingIsLost() {
        var forecast = Forecast.of(syncing(List.of("redis-2", "redis-3"), List.of()), settings(0, 10));
        assertThat(forecast.wiped()).isTrue();
        assertThat(forecast.failoverPossible()).isTrue();
        assertThat(forecast.loss().why()).contains("first full resync and holds nothing");
    }

    @Test
    void aReplicaWithDataIsPreferredToAnEmptyOne() {
        assertThat(Forecast.of(syncing(List.of("redis-2"), List.of()), settings(0, 10))
                        .wiped())
                .isFalse();
    }

    @Test
    void nothingIsSaidOfReplicasWithDataOfAnEarlierTime() {
        assertThatThrownBy(() -> Forecast.of(syncing(List.of("redis-2"), List.of("redis-3")), settings(0, 10)))
                .isInstanceOf(NoForecast.class)
                .hasMessageContaining("data of an earlier time");
    }
}
