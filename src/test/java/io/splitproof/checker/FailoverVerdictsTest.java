package io.splitproof.checker;

import static io.splitproof.checker.VerdictAssert.held;
import static io.splitproof.checker.VerdictAssert.unknown;
import static io.splitproof.checker.VerdictAssert.violated;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.forecast.Stage;
import io.splitproof.history.Event;
import io.splitproof.history.Outcome;
import io.splitproof.history.WriteAnswer;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FailoverVerdictsTest {
    private static final Objective FORECAST = new Objective.FailoverWithinForecast();

    private static Failover failover(Story story) {
        return story.judge()
                .findings()
                .episodes()
                .get()
                .get(0)
                .failover()
                .failovers()
                .get(0);
    }

    private static long millis(Failover failover, Stage stage) {
        return Objects.requireNonNull(failover.stage(stage)).toNanos() / 1_000_000;
    }

    @Test
    void placesEveryStageOfAFailover() {
        Failover failover = failover(Story.minorityPartition());
        assertThat(failover.newPrimary()).isEqualTo("redis-2");
        assertThat(failover.leader()).isEqualTo("sentinel-3");
        assertThat(millis(failover, Stage.SDOWN_FIRST)).isEqualTo(7_300);
        assertThat(millis(failover, Stage.SDOWN_QUORUM)).isEqualTo(7_500);
        assertThat(millis(failover, Stage.ODOWN)).isEqualTo(7_550);
        assertThat(millis(failover, Stage.TRY_FAILOVER)).isEqualTo(7_550);
        assertThat(millis(failover, Stage.ELECTED)).isEqualTo(7_650);
        assertThat(millis(failover, Stage.SELECTED)).isEqualTo(7_700);
        assertThat(millis(failover, Stage.PROMOTION_SENT)).isEqualTo(7_800);
        assertThat(millis(failover, Stage.WRITABLE)).isEqualTo(7_850);
        assertThat(millis(failover, Stage.PROMOTED)).isEqualTo(8_600);
        assertThat(millis(failover, Stage.SWITCH_FIRST)).isEqualTo(8_700);
        assertThat(failover.tries()).isEqualTo(1);
    }

    @Test
    void anOpinionThatWasTakenBackDoesNotCount() {
        var flapped = Story.minorityPartition()
                .say(6.5, "sentinel-1", "+sdown", "master mymaster 127.0.0.1 6379")
                .say(6.6, "sentinel-1", "-sdown", "master mymaster 127.0.0.1 6379");
        assertThat(failover(flapped).sdown()).containsOnlyKeys("sentinel-2", "sentinel-3");
        assertThat(millis(failover(flapped), Stage.SDOWN_FIRST)).isEqualTo(7_300);
    }

    @Test
    void theLastSwitchIsOfThoseThatCanKnowBeforeTheHeal() {
        assertThat(millis(failover(Story.minorityPartition()), Stage.SWITCH_LAST))
                .isEqualTo(9_700);
    }

    @Test
    void followsTheOldPrimaryAfterTheHeal() {
        Rejoin rejoin = Objects.requireNonNull(Story.minorityPartition()
                .judge()
                .findings()
                .episodes()
                .get()
                .get(0)
                .failover()
                .rejoin());
        assertThat(rejoin)
                .isEqualTo(new Rejoin(
                        "redis-1",
                        Story.nanos(25),
                        Story.nanos(25.5),
                        Story.nanos(35.07),
                        Story.nanos(35.1),
                        Story.nanos(35.11),
                        Story.nanos(35.5)));
    }

    @Test
    void findsEachClientsFirstSuccessOnTheNewPrimary() {
        assertThat(failover(Story.minorityPartition()).firstSuccess())
                .containsEntry("c2", Story.nanos(8.802))
                .containsEntry("c1", Story.nanos(36.002));
    }

    @Test
    void holdsWhenEveryStageLiesInside() {
        held(Story.minorityPartition().verdict(FORECAST), "redis-2 took over", "2.85 s after the fault at 5.000 s");
        held(Story.crash().verdict(FORECAST), "11 stages measured, all inside");
    }

    @Test
    void aFaultThatLastsIsPartOfTheNextOnesForecast() {
        held(
                Story.crash().jumped(3.5, "sentinel-1").verdict(FORECAST),
                "nobody was promoted in the 1.49 s until the next fault, of whose forecast this one is a part",
                "11 stages measured, all inside");
        violated(
                Story.crash().jumped(3.5, "sentinel-1").verdict(new Objective.NoFailover()),
                "until the next fault",
                "redis-2 was promoted after the fault at 5.000 s");
    }

    @Test
    void isUnknownWhereSentinelsInTiltMayFindEveryReplicaTooOld() {
        unknown(Story.crash().jumped(3.5, "sentinel-2", "sentinel-3").verdict(FORECAST), "10 x down-after (20 s)");
    }

    @Test
    void isViolatedByAStageOutside() {
        var early = Story.minorityPartition()
                .edit(
                        Event.SentinelSaid.class,
                        s -> s.channel().equals("+sdown") && s.sentinel().equals("sentinel-2"),
                        s -> new Event.SentinelSaid(Story.nanos(6.2), s.sentinel(), s.channel(), s.payload()));
        violated(early.verdict(FORECAST), "sdown first: 1.2 s after the fault", "forecast 2 s to 3.2 s");
    }

    @Test
    void isViolatedByALateDemotion() {
        var late = Story.minorityPartition()
                .edit(
                        Event.SentinelSaid.class,
                        s -> s.channel().equals("+convert-to-slave"),
                        s -> new Event.SentinelSaid(Story.nanos(38), s.sentinel(), s.channel(), s.payload()));
        violated(late.verdict(FORECAST), "demotion of redis-1: 12.99 s after the heal, forecast 10 s to 12 s");
    }

    @Test
    void isViolatedWhenAPossibleFailoverDoesNotCome() {
        var none = Story.minorityPartition()
                .without(e -> e instanceof Event.SentinelSaid s && s.atNanos() > Story.nanos(7.52));
        violated(none.verdict(FORECAST), "A failover is possible", "2 Sentinels said +sdown, 0 tries");
    }

    @Test
    void isUnknownWhenARetryMayStillCome() {
        var none = Story.minorityPartition()
                .without(e -> e instanceof Event.SentinelSaid s && s.atNanos() > Story.nanos(7.6));
        unknown(none.verdict(FORECAST), "a retry may take until 24.7 s after the fault");
    }

    @Test
    void isUnknownWhenNobodySawTheNewPrimaryWritable() {
        var unseen = Story.minorityPartition()
                .without(e -> e instanceof Event.WriteProbed p && p.node().equals("redis-2"))
                .edit(
                        Event.Completed.class,
                        c -> c.atNanos() > Story.nanos(8.7),
                        c -> c.outcome() instanceof Outcome.Ok
                                ? new Event.Completed(c.atNanos(), c.op(), new Outcome.Ok(null, null))
                                : c);
        unknown(unseen.verdict(FORECAST), "nobody saw redis-2 acknowledge a write");
    }

    @Test
    void allowsOneRetryForEachFailedRound() {
        var retried = Story.crash();
        retried.edit(
                Event.SentinelSaid.class,
                s -> s.atNanos() >= Story.nanos(7.2),
                s -> new Event.SentinelSaid(s.atNanos() + Story.nanos(20), s.sentinel(), s.channel(), s.payload()));
        retried.edit(
                Event.WriteProbed.class,
                p -> p.node().equals("redis-2") && p.answer() == WriteAnswer.ACKNOWLEDGED,
                p -> new Event.WriteProbed(Story.nanos(27.85), p.node(), p.answer(), Story.nanos(27.84)));
        retried.without(
                e -> e instanceof Event.Completed c && c.atNanos() > Story.nanos(8) && c.atNanos() < Story.nanos(28.4));
        retried.without(
                e -> e instanceof Event.Invoked i && i.atNanos() > Story.nanos(8) && i.atNanos() < Story.nanos(28.4));
        violated(retried.verdict(FORECAST), "elected");
        retried.say(27.2, "sentinel-2", "+try-failover", "master mymaster 127.0.0.1 6379");
        retried.say(17.6, "sentinel-3", "-failover-abort-not-elected", "master mymaster 127.0.0.1 6379");
        held(retried.verdict(FORECAST), "in 2 rounds, of which 1 failed");
    }

    @Test
    void twoCandidatesOfOneRoundAreNoRetry() {
        var both = Story.crash().say(7.35, "sentinel-3", "+try-failover", "master mymaster 127.0.0.1 6379");
        var verdict = both.verdict(FORECAST);
        held(verdict, "after 2 tries. ");
    }

    @Test
    void aSecondFailoverThatNothingCalledForIsViolated() {
        var again = Story.minorityPartition()
                .say(20, "sentinel-2", "+switch-master", "mymaster 127.0.0.2 6379 127.0.0.3 6379");
        violated(again.verdict(FORECAST), "another failover, from redis-2 to redis-3");
    }

    @Test
    void anImpossibleFailoverThatDoesNotComeHolds() {
        held(Story.majorityLost().verdict(FORECAST), "The forecast is no failover", "nobody was promoted in the 37 s");
        held(Story.majorityLost().verdict(new Objective.NoFailover()), "1 Sentinel said +sdown");
    }

    @Test
    void anImpossibleFailoverThatComesIsViolated() {
        var wrong =
                Story.majorityLost().say(9, "sentinel-3", "+switch-master", "mymaster 127.0.0.1 6379 127.0.0.3 6379");
        violated(wrong.verdict(FORECAST), "redis-3 was promoted");
    }

    @Test
    void aShortWatchProvesNothing() {
        var brief = Story.majorityLost().endedEarly(25);
        unknown(brief.verdict(new Objective.NoFailover()), "a failover could come up to 23.7 s after it");
    }

    @Test
    void aFaultThatIsOverBeforeAFailoverCouldBeginIsWatchedBeyondItsHeal() {
        held(Story.healedSoon().verdict(new Objective.NoFailover()), "nobody was promoted in the 35 s");
        unknown(
                Story.healedSoon().endedEarly(25).verdict(new Objective.NoFailover()),
                "nobody was promoted in the 20 s",
                "a failover could come up to 24.7 s after it");
    }

    @Test
    void aFailoverAfterSuchAFaultIsViolated() {
        var late = Story.healedSoon().say(9, "sentinel-2", "+switch-master", "mymaster 127.0.0.1 6379 127.0.0.2 6379");
        violated(late.verdict(new Objective.NoFailover()), "redis-2 was promoted");
    }

    @Test
    void noFailoverIsViolatedByAPromotionThatOnlyRoleSaw() {
        var byHand = Story.quiet();
        unknown(byHand.verdict(new Objective.NoFailover()), "no fault was applied");
        var silent = Story.majorityLost().role(12, "redis-3", "master", null, null);
        violated(silent.verdict(new Objective.NoFailover()), "redis-3 was promoted");
    }

    @Test
    void timeToWritableIsComparedWithTheLimitPlusSlack() {
        // 2.45 s measured; slack is 0.1 s write interval + 0.02 s uncertainty of the fault
        held(Story.crash().verdict(new Objective.FailoverWithin(Duration.ofMillis(2_330))), "slack 0.12 s");
        violated(Story.crash().verdict(new Objective.FailoverWithin(Duration.ofMillis(2_329))), "Limit 2.329 s");
    }

    @Test
    void aMissingFailoverIsLateOnlyIfItWasWatchedLongEnough() {
        violated(Story.majorityLost().verdict(new Objective.FailoverWithin(Duration.ofSeconds(10))), "no new primary");
        unknown(Story.majorityLost().verdict(new Objective.FailoverWithin(Duration.ofSeconds(60))), "no new primary");
    }

    private static Story stalledUntil(double moment, double seconds) {
        return Story.crash().add(new Event.HarnessStalled(Story.nanos(moment), Story.nanos(seconds)));
    }

    @Test
    void aStallBeforeAStageThatIsLongerThanItsMarginMakesItUnknown() {
        unknown(
                stalledUntil(7.1, 1).verdict(FORECAST),
                "the harness stalled for 1 s between the fault and sdown first, more than the margin of that stage");
    }

    @Test
    void aStallWhileSentinelsOnlyWaitForDownAfterMovesNone() {
        held(stalledUntil(6.9, 0.9).verdict(FORECAST), "11 stages measured, all inside");
    }

    @Test
    void aStallAroundTheFaultMakesItUnknown() {
        unknown(stalledUntil(5.1, 1).verdict(FORECAST), "between the fault and");
    }

    @Test
    void aStallAfterTheLastStageMovesNone() {
        held(stalledUntil(30, 2).verdict(FORECAST), "11 stages measured, all inside");
    }

    @Test
    void aStallThatWasOverBeforeTheFaultMovesNone() {
        held(stalledUntil(4.5, 1).verdict(FORECAST), "11 stages measured, all inside");
    }

    @Test
    void anEmptyHistoryIsUnknown() {
        var nothing = new Story();
        unknown(nothing.verdict(FORECAST), "the history has no phase");
        unknown(nothing.verdict(new Objective.NoFailover()));
    }

    @Test
    void aLostSubscriptionMakesItUnknown() {
        var gap = Story.minorityPartition()
                .add(new Event.ObservationGap(Story.nanos(7), "sentinel-2", true, "connection closed"));
        unknown(gap.verdict(FORECAST), "sentinel-2 was not observed from 7.000 s on");
    }

    @Test
    void aFailoverThatDidNotComeWhileSomethingStoodStillIsUnknown() {
        var late = new Event.NodeLate(Story.nanos(8), "sentinel-3", 1_500_000_000);
        Objective inTime = new Objective.FailoverWithin(Duration.ofSeconds(10));
        violated(Story.majorityLost().verdict(inTime));
        unknown(Story.majorityLost().add(late).verdict(inTime), "stalled for 1.5 s");
    }

    @Test
    void thatNobodyWasPromotedWhileASentinelStoodStillProvesNothing() {
        held(Story.majorityLost().verdict(new Objective.NoFailover()));
        var late = new Event.NodeLate(Story.nanos(8), "sentinel-3", 1_500_000_000);
        unknown(Story.majorityLost().add(late).verdict(new Objective.NoFailover()), "can by itself cost a PING");
    }

    @Test
    void aPromotionThatAStallMayHaveCausedIsNotHeldAgainstTheConfiguration() {
        violated(Story.crash().verdict(new Objective.NoFailover()));
        var late = new Event.NodeLate(Story.nanos(7), "redis-1", 1_000_000_000);
        unknown(Story.crash().add(late).verdict(new Objective.NoFailover()));
    }

    @Test
    void afterTheFirstFaultOfARunNoFailoverCanHaveBegunEarlier() {
        var unseen = Story.crash()
                .without(e ->
                        e instanceof Event.SentinelSaid said && said.channel().equals("+try-failover"));
        held(unseen.verdict(new Objective.FailoverWithin(Duration.ofSeconds(60))));
    }
}
