package io.splitproof.checker;

import static io.splitproof.checker.VerdictAssert.held;
import static io.splitproof.checker.VerdictAssert.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Assumption.Kind;
import io.splitproof.fault.ScheduledFault;
import io.splitproof.fault.ScheduledStep;
import io.splitproof.fault.SimulatedFailure;
import io.splitproof.fault.Step;
import io.splitproof.fault.Trigger;
import io.splitproof.history.Event;
import io.splitproof.history.Outcome;
import io.splitproof.history.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AssumptionsTest {
    private static Optional<String> failure(Story story, Kind kind) {
        return story.judge()
                .assumptions()
                .failed()
                .filter(a -> a.kind() == kind)
                .map(Assumption::detail)
                .findFirst();
    }

    @Test
    void goodRunsFailNone() {
        for (Story story : List.of(
                Story.minorityPartition(), Story.lagLimited(), Story.crash(), Story.majorityLost(), Story.quiet())) {
            assertThat(story.judge().assumptions().failed().filter(a -> a.kind() != Kind.FINAL_READS))
                    .isEmpty();
        }
    }

    @Test
    void anEmptyHistoryFails() {
        assertThat(failure(new Story(), Kind.COMPLETE)).contains("the history has no phase BOOT");
    }

    @Test
    void aFailoverDuringBootLeavesAnotherSystemThanTheOneThatWasToBeBroken() {
        var story = Story.crash().role(1.8, "redis-1", "slave", "127.0.0.2:6379", "connected");
        assertThat(failure(story, Kind.HEALTHY_BEFORE))
                .contains("redis-1 should be the primary of mymaster but had become a replica by 1.800 s");
    }

    private static Story simulating(long exitCode) {
        var step = new Step.SimulateFailure(List.of("sentinel-2"), SimulatedFailure.CRASH_AFTER_ELECTION);
        return Story.crash()
                .planned(new ScheduledStep("s1", Duration.ofSeconds(1), step))
                .add(new Event.StepStarted(Story.nanos(4), "s1", step.describe()))
                .add(new Event.StepDone(Story.nanos(4.1), "s1", "sentinel-2: OK"))
                .add(new Event.ObservationGap(Story.nanos(7.3), "sentinel-2", true, "subscription lost"))
                .add(new Event.ProcessEnded(Story.nanos(40.1), "sentinel-2", exitCode));
    }

    @Test
    void aSentinelThatEndsItselfAsItWasToldIsMissedByNobody() {
        assertThat(failure(simulating(99), Kind.STEPS)).isEmpty();
        assertThat(failure(simulating(99), Kind.OBSERVED)).isEmpty();
    }

    @Test
    void aSentinelThatEndsOtherwiseThanItWasToldFails() {
        assertThat(failure(simulating(137), Kind.STEPS))
                .contains(
                        "s1 (let sentinel-2 simulate crash-after-election) had no effect: none of them ended with exit"
                                + " code 99");
        assertThat(failure(simulating(137), Kind.OBSERVED)).isPresent();
    }

    @Test
    void aStepThatWaitsForAnEventThatNeverComesSaysSo() {
        var step = new ScheduledStep(
                "s1",
                Duration.ofSeconds(2),
                new Trigger.SentinelSays("+tilt", Duration.ZERO),
                new Step.Promote("redis-2"));
        assertThat(failure(Story.crash().planned(step), Kind.STEPS))
                .contains(
                        "s1 (promote redis-2) did not succeed: it was never taken: its event never came (a Sentinel says"
                                + " +tilt)");
    }

    @Test
    void aCompletionNeedsAnInvocation() {
        var story = Story.crash().add(new Event.Completed(Story.nanos(3.3), 99_999, new Outcome.Ok(null, "redis-1")));
        assertThat(failure(story, Kind.WELL_FORMED))
                .hasValueSatisfying(
                        d -> assertThat(d).contains("operation 99999 completes at 3.300 s without an invocation"));
    }

    @Test
    void aClientHasOneOpenOperation() {
        var story = Story.crash();
        story.write("c1", 39.91, 39.95, new Outcome.Ok(null, "redis-2"));
        story.write("c1", 39.92, 39.94, new Outcome.Ok(null, "redis-2"));
        assertThat(failure(story, Kind.WELL_FORMED))
                .hasValueSatisfying(d -> assertThat(d).contains("while another was open"));
    }

    @Test
    void valuesOfALedgerIncrease() {
        var story = Story.crash()
                .edit(
                        Event.Invoked.class,
                        i -> i.op() == 20,
                        i -> new Event.Invoked(
                                i.atNanos(), i.op(), i.client(), i.kind(), i.key(), 1L, i.intendedNanos()));
        assertThat(failure(story, Kind.WELL_FORMED))
                .hasValueSatisfying(d -> assertThat(d).contains("c1 wrote 1 after 19"));
    }

    @Test
    void anOperationNumberIsUsedOnce() {
        var story = Story.crash()
                .edit(
                        Event.Invoked.class,
                        i -> i.op() == 5,
                        i -> new Event.Invoked(
                                i.atNanos(), 4, i.client(), i.kind(), i.key(), i.value(), i.intendedNanos()))
                .edit(Event.Completed.class, c -> c.op() == 5, c -> new Event.Completed(c.atNanos(), 4, c.outcome()));
        assertThat(failure(story, Kind.WELL_FORMED)).contains("operation number 4 is used more than once");
    }

    @Test
    void phasesComeInOrder() {
        var story = Story.crash().add(new Event.PhaseStarted(Story.nanos(41.5), Phase.CONTROL));
        assertThat(failure(story, Kind.WELL_FORMED))
                .hasValueSatisfying(d -> assertThat(d).contains("phase CONTROL starts at 41.500 s after FINAL_READS"));
    }

    @Test
    void anInterruptedRunIsUnknown() {
        var story = Story.crash().add(new Event.Aborted(Story.nanos(20), "interrupted"));
        unknown(story.verdict(new Objective.NoLostWrites()), "ended early at 20.000 s: interrupted");
    }

    @Test
    void everyClientMustBeHealthyBeforeTheFault() {
        // 29 operations before the fault: one failure is 96.6 %, two are 93.1 %
        var one = failing(Story.crash(), 2.302);
        held(one.verdict(new Objective.NoLostWrites()));
        var two = failing(failing(Story.crash(), 2.302), 2.402);
        unknown(two.verdict(new Objective.NoLostWrites()), "only 27 of c1's 29 operations", "95 % must");
    }

    private static Story failing(Story story, double at) {
        return story.edit(
                Event.Completed.class,
                c -> c.atNanos() == Story.nanos(at),
                c -> new Event.Completed(c.atNanos(), c.op(), new Outcome.Fail("LOADING", "redis-1")));
    }

    @Test
    void aClientThatDidNothingBeforeTheFaultIsNotHealthy() {
        assertThat(failure(Story.crash().silent("c2", 2, 4.99), Kind.HEALTHY_BEFORE))
                .contains("c2 did nothing before the first fault");
    }

    @Test
    void aFailoverBeforeTheFaultIsNotHealthy() {
        var story = Story.crash().say(3, "sentinel-1", "+try-failover", "master mymaster 127.0.0.1 6379");
        assertThat(failure(story, Kind.HEALTHY_BEFORE)).contains("sentinel-1 said +try-failover at 3.000 s");
    }

    @Test
    void convergenceComesBeforeTheLoad() {
        assertThat(failure(Story.crash().without(Event.Converged.class), Kind.HEALTHY_BEFORE))
                .hasValueSatisfying(d -> assertThat(d).contains("had not converged"));
    }

    @Test
    void aFaultMustResolveTakeEffectAndBeProven() {
        assertThat(failure(Story.crash().without(Event.FaultStarted.class), Kind.FAULTS_APPLIED))
                .hasValueSatisfying(d -> assertThat(d).contains("f1 (kill redis-1 (process crash)) was never started"));
        assertThat(failure(Story.crash().without(Event.FaultApplied.class), Kind.FAULTS_APPLIED))
                .isPresent();
        assertThat(failure(Story.crash().without(Event.FaultProven.class), Kind.FAULTS_APPLIED))
                .contains("f1 was not shown to have taken effect");
        var nobody = Story.crash()
                .edit(
                        Event.FaultStarted.class,
                        s -> true,
                        s -> new Event.FaultStarted(s.atNanos(), s.fault(), s.description(), List.of(), List.of()));
        assertThat(failure(nobody, Kind.FAULTS_APPLIED))
                .hasValueSatisfying(d -> assertThat(d).contains("resolved to nothing"));
    }

    private static Story waiting(Story story, Trigger after) {
        return story.replan(f -> new ScheduledFault(f.id(), Duration.ofSeconds(2), after, f.lasts(), f.fault()));
    }

    @Test
    void aFaultWhoseEventCameIsAsGoodAsOneAtItsTime() {
        var said = new Trigger.SentinelSays("+odown", Duration.ZERO);
        held(waiting(Story.crash(), said).verdict(new Objective.NoLostWrites()));
    }

    @Test
    void anEventThatNeverCameMakesEveryVerdictUnknown() {
        var never = waiting(
                Story.crash()
                        .without(Event.FaultStarted.class)
                        .without(Event.FaultApplied.class)
                        .without(Event.FaultProven.class),
                new Trigger.SentinelSays("+tilt", Duration.ZERO));
        unknown(never.verdict(new Objective.NoLostWrites()), "its event never came (a Sentinel says +tilt)");
    }

    @Test
    void anEventThatCameTooLateForItsFaultIsTold() {
        var late = waiting(
                Story.crash().without(Event.FaultStarted.class),
                new Trigger.SentinelSays("+odown", Duration.ofMinutes(5)));
        assertThat(failure(late, Kind.FAULTS_APPLIED))
                .hasValueSatisfying(d -> assertThat(d).contains("was never started although its event came at "));
    }

    @Test
    void aHungInjectorMakesEveryVerdictUnknown() {
        var story = Story.crash().add(new Event.InjectorFailed(Story.nanos(5), "box-1", "HTTP limit of 3 s"));
        unknown(story.verdict(new Objective.NoSplitBrain()), "the injector of box-1 failed");
    }

    @Test
    void linksMustBeHealedAndCrashesNeedNot() {
        var cut = Story.minorityPartition().without(Event.HealApplied.class);
        unknown(cut.verdict(new Objective.NoLostWrites()), "was never healed");
        assertThat(failure(Story.crash(), Kind.HEALED)).isEmpty();
        var doubted = Story.minorityPartition().add(new Event.HealDoubted(Story.nanos(26), "f1", "still silent"));
        unknown(doubted.verdict(new Objective.NoSplitBrain()), "the heal of f1 is doubted: still silent");
    }

    @Test
    void whatDoesNotNeedAnAssumptionIsJudgedWithoutIt() {
        var cut = Story.minorityPartition().without(Event.HealApplied.class);
        held(cut.verdict(new Objective.OutageWithin("c2", Duration.ofSeconds(10))));
    }

    @Test
    void writesNeedConvergenceAfterTheHeal() {
        var story = Story.crash()
                .without(e -> e instanceof Event.Converged c && c.atNanos() > Story.nanos(40))
                .add(new Event.NotConverged(Story.nanos(41), "redis-3 has no link"));
        unknown(story.verdict(new Objective.NoLostWrites()), "it did not converge: redis-3 has no link");
        held(story.verdict(new Objective.FailoverWithinForecast()));
    }

    @Test
    void everyLiveReplicaIsRead() {
        var story = Story.crash()
                .without(e -> e instanceof Event.FinalRead r && r.node().equals("redis-3"));
        unknown(story.verdict(new Objective.NoLostWrites()), "no final read of ledger:c1 from redis-3");
    }

    @Test
    void anObservationGapOfAKilledNodeIsExpected() {
        var killed = Story.crash().add(new Event.ObservationGap(Story.nanos(5.1), "redis-1", true, "refused"));
        assertThat(failure(killed, Kind.OBSERVED)).isEmpty();
        var other = Story.crash().add(new Event.ObservationGap(Story.nanos(5.1), "redis-2", true, "refused"));
        assertThat(failure(other, Kind.OBSERVED)).isPresent();
    }
}
