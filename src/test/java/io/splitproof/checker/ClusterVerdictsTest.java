package io.splitproof.checker;

import static io.splitproof.checker.Story.nanos;
import static io.splitproof.checker.VerdictAssert.held;
import static io.splitproof.checker.VerdictAssert.unknown;
import static io.splitproof.checker.VerdictAssert.violated;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.forecast.Stage;
import io.splitproof.history.Event;
import io.splitproof.history.Event.ClusterNodeSeen;
import io.splitproof.history.Event.ClusterSeen;
import io.splitproof.history.Event.FinalRead;
import io.splitproof.history.Range;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterVerdictsTest {
    private static final Objective FAILOVER = new Objective.FailoverWithinForecast();

    private static double seconds(EpisodeFinding finding, Stage stage) {
        Interval seen = finding.failover().failovers().get(0).stage(stage);
        return finding.episode()
                        .since(requireNonNull(seen, stage + " was not seen").toNanos())
                        .toMillis()
                / 1e3;
    }

    @Test
    void everyStageOfACrashIsMeasuredAndLiesInsideItsForecast() {
        held(ClusterStory.crash().verdict(FAILOVER), "redis-4 took over", "5 stages measured", "2 other shards");
        var finding = ClusterStory.crash().shard(1);
        assertThat(finding.forecast().get().failoverPossible()).isTrue();
        assertThat(seconds(finding, Stage.PFAIL_FIRST)).isEqualTo(2.1);
        assertThat(seconds(finding, Stage.FAIL_FIRST)).isEqualTo(3);
        assertThat(seconds(finding, Stage.TAKEOVER)).isEqualTo(4.1);
        assertThat(seconds(finding, Stage.WRITABLE)).isEqualTo(4.1);
        assertThat(seconds(finding, Stage.STATE_OK)).isEqualTo(4.15);
    }

    @Test
    void theOtherShardsAreUntouched() {
        var findings = ClusterStory.crash().judge().findings();
        assertThat(findings.episodes().get().stream().map(findings::isUntouched))
                .containsExactly(false, true, true);
    }

    @Test
    void onlyTheOwnerOfASlotNeedsToBeReadAtTheEnd() {
        var story = ClusterStory.crash()
                .without(e -> e instanceof FinalRead r && r.values().isEmpty());
        held(story.verdict(new Objective.NoLostWrites()));
        var unread = ClusterStory.crash()
                .without(e -> e instanceof FinalRead r && r.node().equals("redis-4"));
        unknown(unread.verdict(new Objective.NoLostWrites()), "no final read of");
    }

    @Test
    void nothingWasRecordedIsUnknown() {
        unknown(ClusterStory.nothing().verdict(FAILOVER));
        unknown(ClusterStory.nothing().verdict(new Objective.NoFailover()));
    }

    @Test
    void aTakeoverBeforeTheShortestElectionDelayIsOutside() {
        var story = ClusterStory.crash()
                .edit(
                        ClusterNodeSeen.class,
                        s -> s.atNanos() == nanos(9.1),
                        s -> new ClusterNodeSeen(
                                nanos(7.2),
                                nanos(7.1),
                                s.observer(),
                                s.node(),
                                s.flags(),
                                s.primary(),
                                s.configEpoch(),
                                s.slots(),
                                s.link()));
        // 2.2 s after the fault: the node timeout of 2 s and 0.5 s are not over, slack is 0.13 s.
        violated(story.verdict(FAILOVER), "takeover: 2.2 s after the fault", "forecast 2.5 s to");
    }

    @Test
    void aTakeoverAtTheLastMomentIsInside() {
        held(ClusterStory.crash().verdict(new Objective.FailoverWithin(Duration.ofMillis(4_100))));
        violated(ClusterStory.crash().verdict(new Objective.FailoverWithin(Duration.ofMillis(3_900))));
    }

    @Test
    void aReplicaThatDoesNotTakeOverThoughItCanIsAViolation() {
        var story = ClusterStory.crash()
                .without(e -> (e instanceof ClusterNodeSeen s && s.node().equals("redis-4") && s.atNanos() > nanos(6))
                        || (e instanceof Event.RoleSeen r && r.node().equals("redis-4") && r.atNanos() > nanos(6))
                        || (e instanceof ClusterSeen c && c.atNanos() > nanos(9)));
        violated(story.verdict(FAILOVER), "A failover is possible", "no replica took over");
    }

    @Test
    void aViewThatGoesOnRefusingContradictsTheForecast() {
        var story = ClusterStory.crash()
                .without(e -> e instanceof ClusterSeen s && s.node().equals("redis-6") && s.atNanos() > nanos(9));
        violated(story.verdict(FAILOVER), "state ok: not in every view");
    }

    @Test
    void everyRequestForVotesRaisesTheEpoch() {
        var story = ClusterStory.crash()
                .edit(
                        ClusterSeen.class,
                        s -> s.atNanos() == nanos(9.15),
                        s -> new ClusterSeen(
                                s.atNanos(), s.node(), Map.of("cluster_state", "ok", "cluster_current_epoch", "8")));
        var failover = story.shard(1).failover().failovers().get(0);
        assertThat(failover.tries()).isEqualTo(2);
    }

    @Test
    void majorityLostIsNoFailoverOnlyAfterARetry() {
        // TAKEOVER may come 5.8 s after the fault; an election that nobody can begin is not begun again.
        held(ClusterStory.majorityLost().verdict(FAILOVER), "only redis-3 of the 3 primaries");
        held(ClusterStory.majorityLost().verdict(new Objective.NoFailover()));
        var brief = ClusterStory.majorityLost().without(e -> e.atNanos() > nanos(15) && e.atNanos() < nanos(30));
        held(brief.verdict(new Objective.NoFailover()));
    }

    @Test
    void aPromotionAfterAMajorityWasLostViolatesIt() {
        var story = ClusterStory.majorityLost();
        story.view(12, 11.9, "redis-4", "redis-4", "myself master", null, 7, "0-5460");
        story.add(new Event.RoleSeen(nanos(12), "redis-4", "master", null, null, 0));
        violated(story.verdict(FAILOVER), "redis-4 was promoted");
        violated(story.verdict(new Objective.NoFailover()));
    }

    @Test
    void whatTheMinorityAcknowledgedIsLostInsideTheForecast() {
        var judgement = ClusterStory.minorityPartition()
                .judge(
                        FAILOVER,
                        new Objective.LostWritesWithinForecast(),
                        new Objective.SplitBrainWithinForecast(),
                        new Objective.NoSplitBrain());
        judgement.verdicts().forEach(v -> held(v));
        var writes = judgement.findings().writes().get();
        assertThat(writes.of("shard-1").lost()).isEqualTo(26);
        assertThat(writes.of("shard-2").lost()).isZero();
        assertThat(writes.of("shard-2").acknowledged()).isPositive();
        assertThat(writes.windows())
                .singleElement()
                .extracting(LossWindow::episode)
                .isEqualTo(0);
    }

    @Test
    void aLossBoundThatWasTightenedIsViolated() {
        var story = ClusterStory.minorityPartition();
        held(story.verdict(new Objective.LossWindowWithin(Duration.ofMillis(3_300))));
        violated(story.verdict(new Objective.LossWindowWithin(Duration.ofSeconds(2))), "26 of");
    }

    @Test
    void aMinorityThatGoesOnAcknowledgingIsOutsideTheForecast() {
        violated(
                ClusterStory.minorityPartition(12).verdict(new Objective.LostWritesWithinForecast()),
                "6.802 s after the fault",
                "Forecast: 2 s to 3.3 s");
    }

    @Test
    void aLossInAnotherShardIsJudgedThere() {
        var story = ClusterStory.minorityPartition()
                .edit(
                        FinalRead.class,
                        r -> r.node().equals("redis-2") && !r.values().isEmpty(),
                        r -> new FinalRead(
                                r.atNanos(), r.node(), r.role(), r.key(), List.of(new Range(1, 30)), List.of()));
        violated(story.verdict(new Objective.LostWritesWithinForecast()));
    }

    @Test
    void theOldPrimaryIsDemotedRightAfterTheHeal() {
        var rejoin = requireNonNull(
                ClusterStory.minorityPartition().shard(1).failover().rejoin());
        assertThat(rejoin.demoted()).isEqualTo(nanos(20.2));
        assertThat(rejoin.converted()).isNull();
        var late = ClusterStory.minorityPartition()
                .edit(
                        Event.RoleSeen.class,
                        r -> r.node().equals("redis-1") && r.role().equals("slave"),
                        r -> new Event.RoleSeen(nanos(22), "redis-1", "slave", "127.0.0.4:6379", "connected", 0));
        violated(late.verdict(FAILOVER), "demotion of redis-1");
    }

    @Test
    void coverageIsToldForEachNode() {
        var coverage = ClusterStory.crash().judge().findings().coverage().get();
        assertThat(coverage)
                .filteredOn(c -> c.node().equals("redis-2"))
                .singleElement()
                .extracting(Coverage::total)
                .isEqualTo(Duration.ofMillis(1_150));
        assertThat(coverage)
                .filteredOn(c -> c.node().equals("redis-1"))
                .singleElement()
                .extracting(Coverage::total)
                .isEqualTo(Duration.ZERO);
    }

    @Test
    void aNodeThatWasFlaggedBeforeTheFaultMakesTheRunUnknown() {
        var story = ClusterStory.crash();
        story.view(3, 2.9, "redis-2", "redis-3", "master fail?", null, 3, "10923-16383");
        unknown(story.verdict(FAILOVER), "redis-2 flagged redis-3");
    }

    @Test
    void twoOwnersInTheLastViewsMakeTheLossUnknown() {
        var story = ClusterStory.crash();
        story.view(29, 28.9, "redis-6", "redis-6", "myself master", null, 9, "0-16383");
        unknown(story.verdict(new Objective.NoLostWrites()), "both serve slot");
    }

    @Test
    void rangesOfSlotsAreReadAsRedisPrintsThem() {
        assertThat(ClusterViews.covers("0-99 200 300-400", 200)).isTrue();
        assertThat(ClusterViews.covers("0-99 200 300-400", 99)).isTrue();
        assertThat(ClusterViews.covers("0-99 200 300-400", 100)).isFalse();
        assertThat(ClusterViews.covers("", 0)).isFalse();
    }

    private static ClusterStory probedLast(double sent) {
        return ClusterStory.crash()
                .edit(
                        Event.WriteProbed.class,
                        p -> p.node().equals("redis-1") && p.atNanos() == nanos(5.05),
                        p -> new Event.WriteProbed(nanos(9.3), p.node(), p.answer(), nanos(sent)));
    }

    @Test
    void anEndThatTheProbeSawLateIsNoSecondNodeThatWouldHaveAcknowledged() {
        var none = new Objective.NoSplitBrain();
        held(probedLast(9.05).verdict(none), "never found two");
        unknown(probedLast(9.2).verdict(none), "did not try on both sides");
    }
}
