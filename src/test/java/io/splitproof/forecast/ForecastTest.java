package io.splitproof.forecast;

import static io.splitproof.forecast.Example2.kill;
import static io.splitproof.forecast.Example2.linksBetween;
import static io.splitproof.forecast.Example2.minorityCut;
import static io.splitproof.forecast.Example2.settings;
import static io.splitproof.forecast.Example2.situation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.splitproof.fault.CrashFlavour;
import io.splitproof.fault.Fault;
import io.splitproof.fault.Physics;
import io.splitproof.fault.Target;
import io.splitproof.fault.Way;
import io.splitproof.topology.Group;
import io.splitproof.topology.Link;
import io.splitproof.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private static final Duration HEAL = Duration.ofSeconds(20);

    private static Bounds bounds(Forecast forecast, Stage stage) {
        return Objects.requireNonNull(forecast.stages().get(stage), stage + " has no bounds");
    }

    private static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    private static Bounds millis(long lower, long upper) {
        return Bounds.ofMillis(lower, upper);
    }

    @Test
    void twoSentinelsOnTheOtherSideMayPromote() {
        var forecast = Forecast.of(situation(HEAL, minorityCut(Physics.BLACKHOLE)), settings(0, 10));
        assertThat(forecast.failoverPossible()).isTrue();
        assertThat(forecast.reason()).contains("sentinel-2, sentinel-3 see redis-1 down", "redis-2, redis-3");
        assertThat(forecast.oldSide()).containsExactly("c1");
    }

    @Test
    void writableAfterASilentFaultComesOnePingLaterAtMost() {
        var forecast = Forecast.of(situation(HEAL, minorityCut(Physics.BLACKHOLE)), settings(0, 10));
        assertThat(bounds(forecast, Stage.SDOWN_FIRST)).isEqualTo(millis(2_000, 3_200));
        assertThat(bounds(forecast, Stage.WRITABLE)).isEqualTo(millis(2_150, 3_700));
    }

    @Test
    void writableAfterAProcessCrashNeedsNoPing() {
        var forecast = Forecast.of(situation(null, kill(CrashFlavour.PROCESS, "redis-1")), settings(0, 10));
        assertThat(bounds(forecast, Stage.WRITABLE)).isEqualTo(millis(2_150, 2_700));
        assertThat(forecast.splitBrain().isPossible()).isFalse();
        assertThat(forecast.loss().isPossible()).isFalse();
    }

    @Test
    void measuredFailoversOfTheLabLieInside() {
        var crash = Forecast.of(situation(null, kill(CrashFlavour.PROCESS, "redis-1")), settings(0, 10));
        var silent = Forecast.of(situation(HEAL, minorityCut(Physics.BLACKHOLE)), settings(0, 10));
        for (long seen : new long[] {2_316, 2_445, 2_392}) {
            assertThat(bounds(crash, Stage.WRITABLE).contains(ms(seen), Duration.ZERO))
                    .isTrue();
        }
        for (long seen : new long[] {2_471, 3_219, 3_373}) {
            assertThat(bounds(silent, Stage.WRITABLE).contains(ms(seen), Duration.ZERO))
                    .isTrue();
        }
        assertThat(bounds(crash, Stage.SWITCH_FIRST).contains(ms(3_331), Duration.ZERO))
                .isTrue();
        // A forced hello that was lost: 2.04 s from +promoted-slave to the observers' +switch-master, down-after 3 s.
        assertThat(bounds(crash, Stage.SWITCH_FIRST).contains(ms(4_393), Duration.ZERO))
                .isTrue();
        assertThat(bounds(crash, Stage.SWITCH_LAST).contains(ms(6_440), Duration.ZERO))
                .isTrue();
    }

    @Test
    void anElectionOfAnotherGroupAtTheSameTimeMayCostAPeriodOfAsking() {
        Situation alone = situation(null, kill(CrashFlavour.PROCESS, "redis-1", "redis-3"));
        var topology = new Topology(
                alone.topology().boxes(),
                alone.topology().nodes(),
                List.of(
                        new Group("mymaster", "redis-1", List.of("redis-2"), 2),
                        new Group("cart", "redis-3", List.of(), 2)));
        var both = new Situation(
                topology,
                topology.groups().get(0),
                "redis-1",
                alone.active(),
                null,
                alone.loadEndsAfter(),
                alone.clientTimeout());
        var forecast = Forecast.of(both, settings(0, 10));
        assertThat(bounds(forecast, Stage.TRY_FAILOVER)).isEqualTo(millis(2_000, 2_300));
        assertThat(bounds(forecast, Stage.ELECTED)).isEqualTo(millis(2_050, 2_500 + 1_100));
        assertThat(bounds(forecast, Stage.WRITABLE)).isEqualTo(millis(2_150, 2_700 + 1_100));
    }

    @Test
    void aQuorumWithoutAMajorityCannotPromote() {
        var dead = kill(CrashFlavour.HOST, "box-1", "box-2");
        var forecast = Forecast.of(situation(null, dead), settings(1, 3, 0, 10));
        assertThat(forecast.failoverPossible()).isFalse();
        assertThat(forecast.reason()).contains("only 1 can vote and 2 of 3 known Sentinels must");
        assertThat(forecast.stages()).isEmpty();
        assertThat(forecast.loss().isPossible()).isFalse();
    }

    @Test
    void aMajorityWithoutTheQuorumCannotPromote() {
        var forecast = Forecast.of(situation(HEAL, minorityCut(Physics.BLACKHOLE)), settings(3, 3, 0, 10));
        assertThat(forecast.failoverPossible()).isFalse();
        assertThat(forecast.reason()).contains("2 of the 3 that the quorum needs");
    }

    @Test
    void aQuorumAboveTheMajorityRaisesTheVotesNeeded() {
        assertThat(settings(3, 3, 0, 10).group("mymaster").votesNeeded()).isEqualTo(3);
        assertThat(settings(1, 3, 0, 10).group("mymaster").votesNeeded()).isEqualTo(2);
        assertThat(settings(1, 4, 0, 10).group("mymaster").votesNeeded()).isEqualTo(3);
    }

    @Test
    void forgottenSentinelsRaiseTheMajority() {
        var forecast = Forecast.of(situation(HEAL, minorityCut(Physics.BLACKHOLE)), settings(2, 5, 0, 10));
        assertThat(forecast.failoverPossible()).isFalse();
        assertThat(forecast.reason()).contains("3 of 5 known Sentinels must");
    }

    @Test
    void withoutAReplicaInReachNobodyIsPromoted() {
        var forecast = Forecast.of(
                situation(null, kill(CrashFlavour.PROCESS, "redis-1", "redis-2", "redis-3")), settings(0, 10));
        assertThat(forecast.failoverPossible()).isFalse();
        assertThat(forecast.reason()).contains("no replica");
    }

    @Test
    void aCutBetweenReplicasAndPrimaryAloneDownsNobody() {
        var fault = new Fault.Partition(List.of(), Physics.BLACKHOLE);
        var cut = new Disruption(fault, List.of("box-3"), linksBetween(List.of("box-3"), List.of("box-2")));
        var forecast = Forecast.of(situation(HEAL, cut), settings(0, 10));
        assertThat(forecast.failoverPossible()).isFalse();
        assertThat(forecast.reason()).contains("still reaches redis-1");
    }

    @Test
    void whatNoReplicaReceivesIsLostIfAnotherFaultCausesAFailoverBeforeTheHeal() {
        var links = linksBetween(List.of("box-1"), List.of("box-2", "box-3"));
        var cut = new Disruption(new Fault.Partition(List.of(), Physics.BLACKHOLE), List.of("box-1"), links);
        var forecast = Forecast.of(situation(HEAL, cut), settings(3, 3, 0, 10));
        assertThat(forecast.failoverPossible()).isFalse();
        assertThat(forecast.loss().bounds()).isEqualTo(millis(0, 20_000));
        assertThat(forecast.loss().why()).contains("no replica receives what redis-1 acknowledges meanwhile");
    }

    /** A primary that hangs when the link to its last replica has been cut for so long. */
    private static Forecast hungAfterReplicationCut(Physics physics, long seconds) {
        var hung = new Disruption(new Fault.Pause(List.of(new Target("redis-1"))), List.of("redis-1"), List.of());
        var cut = new Disruption(
                new Fault.Partition(List.of(), physics),
                List.of("box-1"),
                linksBetween(List.of("box-1"), List.of("box-3")),
                Duration.ofSeconds(-seconds),
                null);
        var only = new Disruption(
                new Fault.Kill(List.of(new Target("redis-2")), CrashFlavour.PROCESS),
                List.of("redis-2"),
                List.of(),
                Duration.ofSeconds(-seconds),
                null);
        return Forecast.of(situation(null, hung, cut, only), settings(2, 3, 0, 10));
    }

    @Test
    void aReplicaWhoseLinkWasRefusedForLongerThanTenTimesDownAfterIsPassedOver() {
        var forecast = hungAfterReplicationCut(Physics.REFUSE, 25);
        assertThat(forecast.failoverPossible()).isFalse();
        assertThat(forecast.reason())
                .contains("no replica that may be promoted", "the link of redis-3 has been down for longer than 10 x");
        assertThat(hungAfterReplicationCut(Physics.REFUSE, 10).failoverPossible())
                .isTrue();
    }

    @Test
    void nearTheLimitThereIsNoForecast() {
        assertThatExceptionOfType(NoForecast.class)
                .isThrownBy(() -> hungAfterReplicationCut(Physics.REFUSE, 18))
                .withMessageContaining("so near 10 x down-after");
    }

    /** Measured with redis 7.0.15: promoted after 23 s of silence at down-after 2 s. */
    @Test
    void aReplicaWhoseLinkIsSilentDoesNotKnowBeforeReplTimeout() {
        assertThat(hungAfterReplicationCut(Physics.BLACKHOLE, 25).failoverPossible())
                .isTrue();
        assertThat(hungAfterReplicationCut(Physics.BLACKHOLE, 85).failoverPossible())
                .isFalse();
    }

    @Test
    void aPromotionByHandBesideALivingPrimaryIsUndoneBySentinelsAfterTheHeal() {
        var links = linksBetween(List.of("box-3"), List.of("box-1", "box-2", "c1", "c2"));
        var cut = new Disruption(new Fault.Partition(List.of(), Physics.BLACKHOLE), List.of("box-3"), links);
        var situation = new Situation(
                Example2.TOPOLOGY,
                Example2.TOPOLOGY.groups().get(0),
                "redis-1",
                List.of(cut),
                HEAL,
                Duration.ofSeconds(60),
                ms(500),
                null,
                List.of(new Promotion("redis-3", ms(1_000), null)));
        var forecast = Forecast.of(situation, settings(0, 10));
        assertThat(forecast.failoverPossible()).isFalse();
        assertThat(forecast.loss().bounds()).isEqualTo(millis(0, 32_000));
        assertThat(forecast.splitBrain()).isEqualTo(forecast.loss());
        assertThat(forecast.loss().why()).contains("an operator promoted redis-3 beside redis-1");
    }

    @Test
    void aHealBeforeAFailoverLeavesNothingOfTheFault() {
        var soon = ms(1_900);
        assertThat(Forecast.of(situation(soon, minorityCut(Physics.BLACKHOLE)), settings(0, 10))
                        .isOverBeforeFailover(soon))
                .isTrue();
        assertThat(Forecast.of(situation(HEAL, minorityCut(Physics.BLACKHOLE)), settings(0, 10))
                        .isOverBeforeFailover(HEAL))
                .isFalse();
    }

    @Test
    void aHealBeforeDownAfterPreventsTheFailover() {
        var forecast = Forecast.of(situation(ms(1_900), minorityCut(Physics.BLACKHOLE)), settings(0, 10));
        assertThat(forecast.failoverPossible()).isFalse();
        assertThat(forecast.reason()).contains("healed before");
    }

    @Test
    void aHealDuringDetectionMakesTheFailoverUncertain() {
        var early = ms(2_500);
        var forecast = Forecast.of(situation(early, minorityCut(Physics.BLACKHOLE)), settings(0, 10));
        assertThat(forecast.failoverPossible()).isTrue();
        assertThat(forecast.isFailoverCertain(early)).isFalse();
        assertThat(forecast.loss().isExpected()).isFalse();
        assertThat(forecast.loss().isPossible()).isTrue();
    }

    @Test
    void withoutAGateLossLastsUntilTheDemotionAfterTheHeal() {
        var forecast = Forecast.of(situation(HEAL, minorityCut(Physics.BLACKHOLE)), settings(0, 10));
        assertThat(forecast.loss().bounds()).isEqualTo(millis(30_000, 32_000));
        assertThat(forecast.loss().isExpected()).isTrue();
        assertThat(forecast.gate()).isNull();
        assertThat(forecast.splitBrain().bounds().upper()).isEqualTo(ms(32_000 - 2_150));
        assertThat(forecast.splitBrain().isExpected()).isTrue();
    }

    @Test
    void lossEndsWithTheLoad() {
        var forecast = Forecast.of(situation(null, minorityCut(Physics.BLACKHOLE)), settings(0, 10));
        assertThat(forecast.loss().bounds()).isEqualTo(millis(60_000, 60_000));
    }

    /** Measured with redis 7.0.15, five Sentinels and quorum 1: +convert-to-slave 10.07 s after +switch-master. */
    @Test
    void aSentinelThatStillReachesTheOldPrimaryDemotesItWithoutAHeal() {
        var cut = new Disruption(
                new Fault.Partition(List.of(), Physics.BLACKHOLE),
                List.of("box-1", "box-3"),
                linksBetween(List.of("box-1"), List.of("box-3")));
        var forecast = Forecast.of(situation(null, cut), settings(1, 3, 0, 10));
        assertThat(forecast.failoverPossible()).isTrue();
        assertThat(forecast.loss().bounds()).isEqualTo(millis(12_150, 19_000));
        assertThat(forecast.loss().why()).contains("after the failover, since sentinel-2 can reach it");
    }

    @Test
    void clientsThatNeedNotLeaveTheOldPrimaryMakeSplitBrainPossibleButNotCertain() {
        var cut = new Disruption(
                new Fault.Partition(List.of(), Physics.BLACKHOLE),
                List.of("box-1", "box-3"),
                linksBetween(List.of("box-1"), List.of("box-3")));
        var forecast = Forecast.of(situation(null, cut), settings(1, 3, 0, 10));
        assertThat(forecast.splitBrain().isPossible()).isTrue();
        assertThat(forecast.splitBrain().isExpected()).isFalse();
        assertThat(forecast.splitBrain().why()).contains("no client has to leave");
    }

    @Test
    void aSilentCutShutsTheGateAroundTheLag() {
        var forecast = Forecast.of(situation(HEAL, minorityCut(Physics.BLACKHOLE)), settings(1, 10));
        assertThat(forecast.gate()).isEqualTo(millis(9_000, 12_000));
        assertThat(forecast.loss().bounds()).isEqualTo(millis(9_000, 12_000));
    }

    @Test
    void aClosedLinkShutsTheGateAtOnce() {
        var forecast = Forecast.of(situation(HEAL, minorityCut(Physics.REFUSE)), settings(1, 10));
        assertThat(forecast.gate()).isEqualTo(millis(0, 100));
        assertThat(forecast.splitBrain().isPossible()).isFalse();
    }

    @Test
    void aReplicaThatStaysKeepsTheGateOpen() {
        var links = linksBetween(List.of("box-1", "box-3", "c1"), List.of("box-2", "c2"));
        links.addAll(linksBetween(List.of("box-1"), List.of("box-2")));
        var cut = new Disruption(new Fault.Partition(List.of(), Physics.BLACKHOLE), List.of("box-1", "box-3"), links);
        var forecast = Forecast.of(situation(HEAL, cut), settings(1, 2, 1, 10));
        assertThat(forecast.gate()).isNull();
    }

    /** Measured with redis 7.0.15 (sentinel/one-way-cut-from-primary): NOREPLICAS 0.02 to 0.1 s after +promoted-slave. */
    @Test
    void replicasThatFollowTheNewPrimaryShutTheOldOnesGate() {
        var links = List.of(new Link("box-1", "box-2"), new Link("box-1", "box-3"), new Link("box-1", "c2"));
        var cut = new Disruption(new Fault.Partition(List.of(), Physics.BLACKHOLE), List.of("box-1"), links);
        var forecast = Forecast.of(situation(HEAL, cut), settings(1, 10));
        assertThat(forecast.gate()).isNull();
        assertThat(forecast.loss().bounds())
                .isEqualTo(new Bounds(
                        bounds(forecast, Stage.PROMOTION_SENT).lower(),
                        bounds(forecast, Stage.SWITCH_LAST).upper()));
        assertThat(forecast.loss().why()).contains("until its replicas follow the new primary");
    }

    @Test
    void aHealOfDroppedPacketsIsHeardOfLaterThanAnyOther() {
        var dropped = Forecast.of(situation(HEAL, minorityCut(Physics.DROP)), settings(0, 10));
        var swallowed = Forecast.of(situation(HEAL, minorityCut(Physics.BLACKHOLE)), settings(0, 10));
        Duration late = dropped.demotion().upper().minus(swallowed.demotion().upper());
        assertThat(dropped.demotion().lower()).isEqualTo(swallowed.demotion().lower());
        assertThat(late).isEqualTo(HEAL.compareTo(ms(15_000)) < 0 ? HEAL : ms(15_000));
        assertThat(dropped.loss().bounds().upper())
                .isEqualTo(swallowed.loss().bounds().upper().plus(late));
        assertThat(dropped.stages()).isEqualTo(swallowed.stages());
        assertThat(Forecast.of(situation(ms(1_000), minorityCut(Physics.DROP)), settings(0, 10))
                        .demotion()
                        .upper())
                .isEqualTo(swallowed.demotion().upper().plus(ms(2_000)));
    }

    @Test
    void aLagBelowDownAfterMinusTwoLeavesNoSplitBrain() {
        var live = new LiveSettings(
                List.of(new LiveSettings.OfGroup(
                        "mymaster", Duration.ofSeconds(5), Duration.ofSeconds(10), 1, 2, 3, 1, Duration.ofSeconds(3))),
                "7.0.15");
        var forecast = Forecast.of(situation(HEAL, minorityCut(Physics.BLACKHOLE)), live);
        assertThat(forecast.splitBrain().isPossible()).isFalse();
        assertThat(forecast.splitBrain().why()).contains("stopped before");
    }

    @Test
    void aGatedNewPrimaryWithoutFollowersNeverAcceptsWrites() {
        var dead = kill(CrashFlavour.PROCESS, "redis-1", "redis-3");
        var forecast = Forecast.of(situation(null, dead), settings(1, 10));
        assertThat(forecast.failoverPossible()).isTrue();
        assertThat(forecast.stages()).doesNotContainKey(Stage.WRITABLE);
    }

    @Test
    void aHostCrashTakesEveryProcessOfTheNodesBox() {
        var forecast = Forecast.of(situation(null, kill(CrashFlavour.HOST, "redis-1")), settings(3, 3, 0, 10));
        assertThat(forecast.failoverPossible()).isFalse();
        assertThat(forecast.reason()).contains("sentinel-2, sentinel-3");
    }

    @Test
    void withoutAClientOnTheOldSideNothingKeepsBeingLost() {
        var links = linksBetween(List.of("box-1"), List.of("box-2", "box-3", "c1", "c2"));
        var cut = new Disruption(new Fault.Isolate(new Target("box-1"), Physics.BLACKHOLE), List.of("box-1"), links);
        var forecast = Forecast.of(situation(HEAL, cut), settings(0, 10));
        assertThat(forecast.failoverPossible()).isTrue();
        assertThat(forecast.oldSide()).isEmpty();
        assertThat(forecast.loss().isPossible()).isFalse();
    }

    @Test
    void lostRepliesMakeThePrimaryLookDown() {
        var fault = new Fault.ReplyLoss(new Target("box-2"), new Target("box-1"));
        var lost = new Disruption(fault, List.of("box-2", "box-1"), List.of());
        var other = new Disruption(
                new Fault.ReplyLoss(new Target("box-3"), new Target("box-1")), List.of("box-3", "box-1"), List.of());
        assertThat(Forecast.of(situation(HEAL, lost), settings(0, 10)).failoverPossible())
                .isFalse();
        assertThat(Forecast.of(situation(HEAL, lost, other), settings(0, 10)).failoverPossible())
                .isTrue();
    }

    /** What every link of box 1 does, or one direction of what sentinel-2 and sentinel-3 hear of redis-1. */
    private static Disruption slow(Fault fault) {
        return new Disruption(
                fault, List.of("box-1"), linksBetween(List.of("box-1"), List.of("box-2", "box-3", "c1", "c2")));
    }

    private static Disruption delay(long millis, long jitter) {
        return slow(new Fault.Delay(new Way.Around(new Target("box-1")), ms(millis), ms(jitter)));
    }

    @Test
    void aDelayWithinHalfOfDownAfterChangesNothing() {
        var forecast = Forecast.of(situation(HEAL, delay(450, 50)), settings(0, 10));
        assertThat(forecast.failoverPossible()).isFalse();
        assertThat(forecast.reason()).contains("every running Sentinel still reaches redis-1");
        assertThat(forecast.loss().isPossible()).isFalse();
    }

    @Test
    void aDelayThatOutlastsAFailoverIsSilence() {
        var forecast = Forecast.of(situation(HEAL, delay(2_000, 100)), settings(0, 10));
        assertThat(forecast.failoverPossible()).isTrue();
        assertThat(bounds(forecast, Stage.SDOWN_FIRST)).isEqualTo(millis(2_000, 3_200));
        assertThat(forecast.loss().isExpected()).isFalse();
        assertThat(forecast.loss().isPossible()).isTrue();
    }

    @Test
    void aDelayAroundDownAfterHasNoForecast() {
        assertThatThrownBy(() -> Forecast.of(situation(HEAL, delay(1_000, 100)), settings(0, 10)))
                .isInstanceOf(NoForecast.class)
                .hasMessageContaining("takes 1800 to 2200 ms to reach sentinel-2")
                .hasMessageContaining("it may or may not come");
    }

    @Test
    void aThrottleThatLetsAnAnswerToInfoThroughInTimeChangesNothing() {
        var wide = slow(new Fault.Throttle(new Way.Around(new Target("box-1")), 100_000));
        assertThat(Forecast.of(situation(HEAL, wide), settings(0, 10)).failoverPossible())
                .isFalse();
        var narrow = slow(new Fault.Throttle(new Way.Around(new Target("box-1")), 10_000));
        assertThatThrownBy(() -> Forecast.of(situation(HEAL, narrow), settings(0, 10)))
                .isInstanceOf(NoForecast.class);
    }

    @Test
    void aCrashBehindASlowLinkHasNoForecast() {
        var crash = kill(CrashFlavour.PROCESS, "redis-1");
        assertThatThrownBy(() -> Forecast.of(situation(null, delay(100, 0), crash), settings(0, 10)))
                .isInstanceOf(NoForecast.class)
                .hasMessageContaining("act at once");
    }

    @Test
    void slowLinksBetweenThoseWhoFailOverHaveNoForecast() {
        var everywhere = linksBetween(List.of("box-1", "box-2"), List.of("box-3"));
        everywhere.addAll(linksBetween(List.of("box-1"), List.of("box-2")));
        var fault = new Fault.Delay(new Way.Around(new Target("box-3")), ms(4_000), ms(0));
        assertThatThrownBy(() -> Forecast.of(
                        situation(HEAL, new Disruption(fault, List.of("box-3"), everywhere)), settings(0, 10)))
                .isInstanceOf(NoForecast.class)
                .hasMessageContaining("between those who would carry out a failover");
    }

    @Test
    void aNegativeClaimMustWatchOneRetryLonger() {
        var forecast = Forecast.of(situation(null, kill(CrashFlavour.PROCESS, "redis-1")), settings(0, 10));
        assertThat(forecast.retry()).isEqualTo(Duration.ofSeconds(21));
        assertThat(forecast.watch()).isEqualTo(ms(2_700 + 21_000));
    }

    @Test
    void settingsThatNobodyReportedAreNamed() {
        assertThatThrownBy(() -> Forecast.of(
                        situation(null, kill(CrashFlavour.PROCESS, "redis-1")), new LiveSettings(List.of(), "")))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("SENTINEL MASTER mymaster");
    }

    @Test
    void boundsContainTheirEndsAndTheSlackBeyond() {
        Bounds bounds = millis(1_000, 2_000);
        assertThat(bounds.contains(ms(2_000), Duration.ZERO)).isTrue();
        assertThat(bounds.contains(ms(2_001), Duration.ZERO)).isFalse();
        assertThat(bounds.contains(ms(2_100), ms(100))).isTrue();
        assertThat(bounds.contains(ms(899), ms(100))).isFalse();
    }
}
