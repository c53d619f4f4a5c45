package io.splitproof.checker;

import static io.splitproof.checker.VerdictAssert.held;
import static io.splitproof.checker.VerdictAssert.unknown;
import static io.splitproof.checker.VerdictAssert.violated;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.Event;
import io.splitproof.history.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitBrainVerdictsTest {
    private static final Objective NONE = new Objective.NoSplitBrain();
    private static final Objective FORECAST = new Objective.SplitBrainWithinForecast();

    private static SplitBrain found(Story story) {
        return story.judge().findings().splitBrain().get();
    }

    @Test
    void measuresFromTheSecondNodesFirstAcknowledgementToTheFirstNodesLast() {
        Overlap overlap = found(Story.minorityPartition()).overlaps().get(0);
        assertThat(overlap.loser()).isEqualTo("redis-1");
        assertThat(overlap.winner()).isEqualTo("redis-2");
        assertThat(overlap.during()).isEqualTo(new Interval(Story.nanos(8.802), Story.nanos(34.952)));
    }

    @Test
    void countsTheLosersWritesBeforeAndAfterTheHealApart() {
        Overlap overlap = found(Story.minorityPartition()).overlaps().get(0);
        // one write every 0.1 s: 8.852 to 24.952 and 25.052 to 34.952
        assertThat(overlap.faultWrites()).isEqualTo(162);
        assertThat(overlap.healedWrites()).isEqualTo(100);
        assertThat(overlap.faultPart().toNanos()).isEqualTo(Story.nanos(25));
    }

    @Test
    void twoNodesThatMerelySayMasterAreARemark() {
        var story = Story.crash().role(12, "redis-3", "master", null, null).role(13, "redis-3", "slave", null, null);
        assertThat(found(story).claims())
                .contains(new SplitBrain.DualView(
                        "mymaster", List.of("redis-2", "redis-3"), new Interval(Story.nanos(12), Story.nanos(13))));
        held(story.verdict(NONE));
    }

    @Test
    void overlappingAcknowledgementsAreViolated() {
        violated(
                Story.minorityPartition().verdict(NONE),
                "redis-1 and redis-2 both acknowledged from 8.802 s to 34.952 s (26.15 s)",
                "Redis documents this");
    }

    @Test
    void aSingleForeignAcknowledgementInTheMiddleIsViolated() {
        var planted = Story.quiet().answeredBy("redis-3", 20.002);
        violated(planted.verdict(NONE), "redis-3 acknowledged 2 writes");
    }

    @Test
    void aLateReplyOfAStoppedNodeIsNoOverlap() {
        var late = Story.crash();
        // begun before the new primary's first acknowledgement, answered after it
        late.edit(
                Event.Completed.class,
                c -> c.outcome() instanceof Outcome.Info,
                c -> new Event.Completed(Story.nanos(9), c.op(), new Outcome.Ok(null, "redis-1")));
        assertThat(found(late).overlaps()).isEmpty();
    }

    @Test
    void aFailoverWithoutOverlapHolds() {
        held(Story.crash().verdict(NONE), "the write probe on every node never found two");
        held(Story.crash().verdict(FORECAST), "The forecast is none");
    }

    @Test
    void aRunWithoutFaultHolds() {
        held(Story.quiet().verdict(NONE));
    }

    @Test
    void nobodyTryingOnOneSideIsUnknown() {
        var idle = Story.minorityPartition().silent("c1", 5.04, 35.06);
        unknown(idle.verdict(NONE), "writers did not try on both sides all the time");
        unknown(idle.verdict(FORECAST), "Writers did not try on both sides");
    }

    /** Who goes through a front, and whose reply has no author, may have been told by any node. */
    @Test
    void anAcknowledgementWithoutAnAuthorIsUnknown() {
        var crash = Story.crash().through("haproxy-1");
        held(crash.verdict(NONE), "the write probe on every node never found two");
        assertThat(found(crash).total()).contains(Duration.ZERO);
        crash.edit(
                Event.Completed.class,
                c -> c.atNanos() == Story.nanos(20.002) && c.outcome() instanceof Outcome.Ok,
                c -> new Event.Completed(c.atNanos(), c.op(), new Outcome.Ok(null, null)));
        assertThat(found(crash).authorless()).isNotEmpty();
        assertThat(found(crash).total()).isEmpty();
        unknown(crash.verdict(NONE), "through a front nobody knows which node acknowledged them");
    }

    @Test
    void anOverlapThroughAFrontIsViolatedWhoeverElseAcknowledged() {
        var split = Story.minorityPartition().through("vip");
        violated(split.verdict(NONE), "redis-1 and redis-2 both acknowledged");
    }

    /** What a front makes of a fault is not in Redis's settings. */
    @Test
    void thereIsNoForecastBehindAFront() {
        unknown(Story.crash().through("haproxy-1").verdict(FORECAST), "c1 goes through haproxy-1");
    }

    private static boolean inside(long nanos) {
        return nanos > Story.nanos(5.04) && nanos < Story.nanos(35.06);
    }

    @Test
    void tryingInVainOnBothSidesHolds() {
        var refused = Story.minorityPartition()
                .edit(
                        Event.Completed.class,
                        c -> inside(c.atNanos()) && onOld(c),
                        c -> new Event.Completed(c.atNanos(), c.op(), new Outcome.Fail("NOREPLICAS", "redis-1")));
        held(refused.verdict(NONE), "although writers on both sides tried");
        violated(refused.verdict(FORECAST), "never seen to acknowledge at once");
    }

    private static boolean onOld(Event.Completed completed) {
        return completed.outcome() instanceof Outcome.Ok ok && "redis-1".equals(ok.node());
    }

    @Test
    void expectedOverlapInsideItsBoundsHolds() {
        held(Story.minorityPartition().verdict(FORECAST), "26.15 s and 262 writes in all", "until Sentinel demotes it");
        held(Story.lagLimited().verdict(FORECAST), "min-replicas-max-lag 10 stops it");
    }

    @Test
    void anOverlapThatOutlastsTheForecastIsViolated() {
        var stubborn = Story.lagLimited()
                .edit(
                        Event.Completed.class,
                        c -> c.outcome().equals(new Outcome.Fail("NOREPLICAS", "redis-1")),
                        c -> new Event.Completed(c.atNanos(), c.op(), new Outcome.Ok(null, "redis-1")));
        violated(stubborn.verdict(FORECAST), "redis-1 and redis-2 both acknowledged from 9.502 s");
    }

    @Test
    void anOverlapThatTheForecastExcludesIsViolated() {
        var planted = Story.crash().answeredBy("redis-3", 20.002);
        violated(planted.verdict(FORECAST), "The forecast is none");
    }

    @Test
    void avoidingAFailoversSplitBrainNeedsTheTimeInWhichOneCouldCome() {
        held(Story.majorityLost().verdict(NONE), "the write probe on every node");
        unknown(
                Story.majorityLost().endedEarly(25).verdict(NONE),
                "no two nodes acknowledged, but a failover could come up to 23.7 s after it");
        held(Story.healedSoon().verdict(NONE));
        unknown(Story.healedSoon().endedEarly(25).verdict(NONE), "up to 24.7 s after it");
    }

    @Test
    void avoidingItAfterAHealNeedsTheOldPrimarysDemotion() {
        var refused = Story.lagLimited()
                .edit(
                        Event.Completed.class,
                        c -> inside(c.atNanos()) && onOld(c),
                        c -> new Event.Completed(c.atNanos(), c.op(), new Outcome.Fail("NOREPLICAS", "redis-1")));
        held(refused.verdict(NONE), "although writers on both sides tried");
        unknown(
                refused.endedEarly(30).verdict(NONE),
                "it was watched for 5 s after the heal, and redis-1 is demoted up to 12 s after it");
    }

    /** As if redis-1 had acknowledged all of it, whoever did. */
    private static Story withoutOverlap() {
        return Story.minorityPartition()
                .edit(
                        Event.Completed.class,
                        c -> c.outcome() instanceof Outcome.Ok ok && "redis-2".equals(ok.node()),
                        c -> new Event.Completed(c.atNanos(), c.op(), new Outcome.Ok(null, "redis-1")));
    }

    @Test
    void anExpectedOverlapThatDoesNotComeIsViolated() {
        violated(withoutOverlap().verdict(FORECAST), "Two nodes were never seen to acknowledge at once");
    }

    /** Seen in a run whose fault was healed 0.35 s after the promotion. */
    @Test
    void aWriterThatWentBackToTheOldPrimaryMakesItUnknown() {
        var story = withoutOverlap().add(new Event.ClientConnected(Story.nanos(30.2), "c2", "redis-1"));
        unknown(story.verdict(FORECAST), "c2 went back to redis-1 at 30.200 s");
    }

    @Test
    void anEmptyHistoryIsUnknown() {
        unknown(new Story().verdict(NONE));
        unknown(new Story().verdict(FORECAST));
    }
}
