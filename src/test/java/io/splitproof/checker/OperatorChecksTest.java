package io.splitproof.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.fault.ScheduledStep;
import io.splitproof.fault.Step;
import io.splitproof.history.Event;
import io.splitproof.history.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What operators do and are kept from, planted in histories of Sentinel's example 2. */
class OperatorChecksTest {
    private static final Step ASK = new Step.MayReplicate("redis-3", "redis-1");
    private static final Step PROMOTE = new Step.Promote("redis-3");
    private static final Objective REFUSED = new Objective.RefusedBeforeChange("REPLICAOF");

    private static Story planned(Step first, Step second) {
        return Story.quiet()
                .add(new Event.PhaseStarted(Story.nanos(6.9), Phase.FAULTS))
                .planned(new ScheduledStep("s1", Duration.ofSeconds(1), first))
                .planned(new ScheduledStep("s2", Duration.ofSeconds(2), second));
    }

    private static Story refused(Story story, String id, double at) {
        return story.add(new Event.StepStarted(Story.nanos(at), id, ASK.describe()))
                .add(new Event.StepRefused(
                        Story.nanos(at + 0.1),
                        id,
                        "x.yaml:7: expected REPLICAOF to be possible on redis-3, but it is not"));
    }

    private static Story promoted(Story story, String id, double at) {
        return story.add(new Event.StepStarted(Story.nanos(at), id, PROMOTE.describe()))
                .add(new Event.StepDone(Story.nanos(at + 0.1), id, "OK"));
    }

    @Test
    void aRefusalBeforeAnythingWasChangedIsHeldAndTheOthersAreJudged() {
        var judgement = refused(planned(ASK, PROMOTE), "s1", 8).judge(REFUSED, new Objective.NoLostWrites());
        assertThat(judgement.verdicts()).extracting(Verdict::result).containsOnly(Result.HELD);
        assertThat(judgement.verdicts().get(0).measured()).contains("x.yaml:7: expected REPLICAOF");
    }

    @Test
    void aRefusalThatNobodyPromisedMakesEveryVerdictUnknownWithItsReason() {
        var verdict = refused(planned(ASK, PROMOTE), "s1", 8).verdict(new Objective.NoLostWrites());
        assertThat(verdict.result()).isEqualTo(Result.UNKNOWN);
        assertThat(verdict.measured()).contains("x.yaml:7: expected REPLICAOF to be possible on redis-3");
    }

    @Test
    void anotherReasonThanThePromisedOneIsViolated() {
        var verdict = refused(planned(ASK, PROMOTE), "s1", 8).verdict(new Objective.RefusedBeforeChange("masterauth"));
        assertThat(verdict.result()).isEqualTo(Result.VIOLATED);
        assertThat(verdict.measured()).endsWith("The reason should name masterauth");
    }

    @Test
    void aRefusalAfterAChangeIsViolated() {
        var story = refused(promoted(planned(PROMOTE, ASK), "s1", 8), "s2", 9);
        var verdict = story.verdict(REFUSED);
        assertThat(verdict.result()).isEqualTo(Result.VIOLATED);
        assertThat(verdict.measured()).endsWith("But s1 (promote redis-3) was done");
    }

    @Test
    void aRoleThatChangesAllTheSameIsViolated() {
        var verdict = refused(planned(ASK, PROMOTE), "s1", 8)
                .role(7, "redis-3", "slave", "127.0.0.1:6379", "connected")
                .role(9, "redis-3", "master", null, null)
                .verdict(REFUSED);
        assertThat(verdict.result()).isEqualTo(Result.VIOLATED);
        assertThat(verdict.measured()).contains("But redis-3 became master");
    }

    @Test
    void whatWasNotRefusedIsViolated() {
        var story = planned(ASK, ASK)
                .add(new Event.StepStarted(Story.nanos(8), "s1", ASK.describe()))
                .add(new Event.StepDone(Story.nanos(8.1), "s1", "it may"))
                .add(new Event.StepStarted(Story.nanos(9), "s2", ASK.describe()))
                .add(new Event.StepDone(Story.nanos(9.1), "s2", "it may"));
        assertThat(story.verdict(REFUSED).result()).isEqualTo(Result.VIOLATED);
    }

    private static Story switched() {
        return Story.quiet()
                .add(new Event.PhaseStarted(Story.nanos(7.9), Phase.FAULTS))
                .planned(new ScheduledStep("s1", Duration.ofSeconds(1), PROMOTE))
                .add(new Event.StepStarted(Story.nanos(8), "s1", PROMOTE.describe()))
                .add(new Event.StepDone(Story.nanos(8.1), "s1", "OK"));
    }

    /** In that story both writers go on writing to redis-1 until the load ends. */
    @Test
    void writesThatReachTheOldPrimaryAfterThePromotionAreCounted() {
        var verdict = switched().verdict(new Objective.NoLateWrites());
        assertThat(verdict.result()).isEqualTo(Result.VIOLATED);
        assertThat(verdict.measured())
                .matches("redis-1 acknowledged \\d+ writes that began after redis-3 was promoted at 8\\.100 s");
    }

    @Test
    void errorsAreCountedFromTheFirstToTheNextSuccess() {
        var story = Story.minorityPartition();
        assertThat(story.verdict(new Objective.ErrorsWithin("c2", Duration.ofSeconds(5)))
                        .result())
                .isEqualTo(Result.HELD);
        var tight = Story.minorityPartition().verdict(new Objective.ErrorsWithin("c2", Duration.ofSeconds(3)));
        assertThat(tight.result()).isEqualTo(Result.VIOLATED);
        assertThat(tight.measured()).startsWith("c2 met errors for 3.7");
    }

    @Test
    void withoutANameTheWorstClientDecides() {
        var story = Story.minorityPartition();
        assertThat(story.verdict(new Objective.ErrorsWithin(null, Duration.ofSeconds(5)))
                        .measured())
                .startsWith("of 2 clients the worst: c2 met errors for");
    }
}
