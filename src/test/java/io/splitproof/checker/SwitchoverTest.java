package io.splitproof.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Assumption.Kind;
import io.splitproof.fault.ScheduledStep;
import io.splitproof.fault.Step;
import io.splitproof.history.Event;
import io.splitproof.history.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What operators do, planted in histories of Sentinel's example 2. */
class SwitchoverTest {
    private static final Step PROMOTE = new Step.Promote("redis-2");

    private static Story promotedAt(Story story, double at) {
        return story.planned(new ScheduledStep("s1", Duration.ofSeconds(1), PROMOTE))
                .add(new Event.StepStarted(Story.nanos(at), "s1", PROMOTE.describe()))
                .role(at + 0.05, "redis-2", "master", null, null)
                .add(new Event.StepDone(Story.nanos(at + 0.1), "s1", "OK"));
    }

    private static List<EpisodeFinding> episodes(Story story) {
        return story.judge(new Objective.NoFailover()).findings().episodes().get();
    }

    @Test
    void aPromotionWhileAFaultLastsBelongsToItsEpisodeAndTheFaultSetsTheTime() {
        var episodes = episodes(promotedAt(Story.majorityLost(), 8));
        assertThat(episodes).hasSize(1);
        assertThat(episodes.get(0).episode().atNanos()).isEqualTo(Story.nanos(Story.FAULT));
        assertThat(episodes.get(0).failover().switchovers())
                .extracting(Switchover::oldPrimary, Switchover::newPrimary)
                .containsExactly(org.assertj.core.api.Assertions.tuple("redis-1", "redis-2"));
    }

    @Test
    void aPromotionThatWasAskedForIsNoFailover() {
        var judgement = promotedAt(Story.majorityLost(), 8).judge(new Objective.NoFailover());
        assertThat(judgement.verdicts().get(0).result()).isEqualTo(Result.HELD);
        var unasked = Story.majorityLost()
                .role(7, "redis-3", "slave", "127.0.0.1:6379", "connected")
                .role(8, "redis-3", "master", null, null)
                .judge(new Objective.NoFailover());
        assertThat(unasked.verdicts().get(0).result()).isEqualTo(Result.VIOLATED);
    }

    @Test
    void aPromotionWithoutAFaultBeginsAnEpisode() {
        var episodes = episodes(promotedAt(Story.quiet(), 8));
        assertThat(episodes).hasSize(1);
        assertThat(episodes.get(0).episode().faults()).isEmpty();
        assertThat(episodes.get(0).episode().atNanos()).isEqualTo(Story.nanos(8));
        assertThat(episodes.get(0).episode().description()).isEqualTo("switchover: promote redis-2");
    }

    @Test
    void aStepThatDidNotSucceedMakesEveryVerdictUnknownWithItsReason() {
        var judgement = Story.crash()
                .planned(new ScheduledStep("s1", Duration.ofSeconds(1), PROMOTE))
                .add(new Event.StepStarted(Story.nanos(6), "s1", PROMOTE.describe()))
                .add(new Event.StepFailed(Story.nanos(7), "s1", "redis-2 says ROLE slave"))
                .judge(new Objective.NoPhantomWrites());
        assertThat(judgement.verdicts().get(0).result()).isEqualTo(Result.UNKNOWN);
        assertThat(judgement.verdicts().get(0).measured())
                .isEqualTo("not so: every step of the operator succeeded. s1 (promote redis-2) did not succeed: redis-2"
                        + " says ROLE slave");
    }

    @Test
    void aFailoverThatWasAskedForAndDoesNotComeIsViolated() {
        var ask = new Step.Failover("sentinel-1");
        var judgement = Story.quiet()
                .planned(new ScheduledStep("s1", Duration.ofSeconds(1), ask))
                .add(new Event.PhaseStarted(Story.nanos(7.9), Phase.FAULTS))
                .add(new Event.StepStarted(Story.nanos(8), "s1", ask.describe()))
                .add(new Event.StepDone(Story.nanos(9), "s1", "OK"))
                .judge(new Objective.FailoverWithinForecast(), new Objective.LostWritesWithinForecast());
        assertThat(judgement.verdicts()).extracting(Verdict::result).containsOnly(Result.VIOLATED);
        assertThat(judgement.verdicts().get(0).measured())
                .startsWith("A failover is possible, because an operator asked for it, which needs no votes, but");
        assertThat(judgement.verdicts().get(1).measured()).contains("can still write to redis-1");
    }

    @Test
    void aStepThatWasNeverTakenIsNotPassedOver() {
        var judgement = Story.crash()
                .planned(new ScheduledStep("s1", Duration.ofSeconds(1), PROMOTE))
                .judge(new Objective.NoPhantomWrites());
        assertThat(judgement.verdicts().get(0).measured()).contains("it was never taken");
    }

    @Test
    void withoutStepsThereIsNothingToAssumeOfAnOperator() {
        assertThat(Story.crash()
                        .judge(new Objective.NoPhantomWrites())
                        .assumptions()
                        .all())
                .extracting(Assumption::kind)
                .doesNotContain(Kind.STEPS);
    }

    private static Story restarted(boolean wiped) {
        var story = Story.restarted();
        return wiped
                ? story.ledger(
                                "c1",
                                values -> values.stream()
                                        .filter(r -> r.first() > 29)
                                        .toList())
                        .ledger(
                                "c2",
                                values -> values.stream()
                                        .filter(r -> r.first() > 29)
                                        .toList())
                : story;
    }

    @Test
    void aPrimaryThatStartsAgainEmptyMustLoseEverything() {
        var forecast = new Objective.LostWritesWithinForecast();
        assertThat(restarted(true).judge(forecast).verdicts().get(0).result()).isEqualTo(Result.HELD);
        assertThat(restarted(false).judge(forecast).verdicts().get(0).result()).isEqualTo(Result.VIOLATED);
        assertThat(restarted(true)
                        .dropped("c1", 40)
                        .judge(forecast)
                        .verdicts()
                        .get(0)
                        .result())
                .as("a write is lost that was acknowledged after the restart")
                .isEqualTo(Result.VIOLATED);
    }

    @Test
    void eachOfSeveralEpisodesSaysWhatItLostItself() {
        var limit = new Objective.LossWindowWithin(Duration.ofSeconds(20));
        var cut = promotedAt(Story.minorityPartition(), 3);
        assertThat(cut.judge(limit).verdicts().get(0).measured())
                .contains("none of the 300 lost of", "acknowledged writes lies around this fault")
                .doesNotContain("true rate", " of them around this fault");
        assertThat(cut.dropped("c1", 20).judge(limit).verdicts().get(0).measured())
                .contains("1 of them around this fault, acknowledged from 3.902 s")
                .contains("300 of them around this fault, acknowledged from 5.052 s");
    }
}
