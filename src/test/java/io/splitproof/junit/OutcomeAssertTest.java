package io.splitproof.junit;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.splitproof.checker.Claim;
import io.splitproof.checker.ClaimFinding;
import io.splitproof.checker.Judge;
import io.splitproof.checker.Judgement;
import io.splitproof.checker.Result;
import io.splitproof.checker.Verdict;
import io.splitproof.history.History;
import io.splitproof.scenario.Scenario;
import io.splitproof.store.RunDirectory;
import io.splitproof.store.ScenarioFiles;
import io.splitproof.trial.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutcomeAssertTest {
    private static final Scenario SCENARIO = ScenarioFiles.read(Path.of("scenarios/sentinel/example-2-crash.yaml"));
    private static final Verdict HELD =
            new Verdict("no-split-brain", "No two nodes acknowledge at once.", Result.HELD, "none for 30 s", List.of());
    private static final Verdict VIOLATED = new Verdict(
            "no-lost-writes",
            "No acknowledged write is lost.",
            Result.VIOLATED,
            "41 of 5,210 (100 %) were missing",
            List.of("c1 12, acknowledged at 12.481 s (event 9311)", "c1 13"));
    private static final Verdict UNKNOWN = new Verdict(
            "no-failover", "No replica is promoted.", Result.UNKNOWN, "sentinel-1 was not observed", List.of());

    private static Outcome outcome(Verdict... verdicts) {
        return outcome(null, verdicts);
    }

    private static Outcome outcome(@Nullable ClaimFinding claim, Verdict... verdicts) {
        var history = new History(List.of());
        Judgement nothing = Judge.judge(SCENARIO.evidence(history), List.of(), null);
        Result result = Arrays.stream(verdicts).map(Verdict::result).reduce(nothing.result(), (a, b) -> b);
        for (Verdict verdict : verdicts) {
            result = result.and(verdict.result());
        }
        return new Outcome(
                SCENARIO,
                new RunDirectory(Path.of("target/runs/x")),
                history,
                new Judgement(nothing.assumptions(), nothing.findings(), List.of(verdicts), claim, result));
    }

    @Test
    void objectivesThatHeldPass() {
        assertThatNoException()
                .isThrownBy(() ->
                        assertThat(outcome(HELD, HELD)).heldEveryObjective().held("no-split-brain"));
    }

    @Test
    void aViolatedObjectiveFailsWithTheVerdictsWordsAndTheCommand() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(outcome(HELD, VIOLATED)).heldEveryObjective())
                .withMessage("""
                        No acknowledged write is lost. Expected held, but it is violated: 41 of 5,210 (100 %) were missing
                        c1 12, acknowledged at 12.481 s (event 9311)
                        c1 13
                        Report: target/runs/x/report.md
                        Run it again: ./splitproof run scenarios/sentinel/example-2-crash.yaml""");
    }

    @Test
    void anUnknownObjectiveFailsLikeAViolatedOne() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(outcome(UNKNOWN)).heldEveryObjective())
                .withMessageContaining(
                        "No replica is promoted. Expected held, but it is unknown: sentinel-1 was not" + " observed");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(outcome(UNKNOWN)).held("no-failover"));
    }

    @Test
    void aRunWithoutObjectivesThatProvedNothingDoesNotPass() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(outcome()).heldEveryObjective())
                .withMessageContaining("unknown")
                .withMessageContaining("Run it again: ");
    }

    @Test
    void aKnownBadRunPassesOnlyWhereItIsViolated() {
        assertThatNoException()
                .isThrownBy(() -> assertThat(outcome(HELD, VIOLATED)).violated("no-lost-writes"));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(outcome(HELD)).violated("no-split-brain"))
                .withMessageContaining("Expected violated, but it is held: none for 30 s");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(outcome(UNKNOWN)).violated("no-failover"));
    }

    @Test
    void anObjectiveThatTheScenarioLacksIsToldWithThoseItHas() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(outcome(HELD, VIOLATED)).held("no-such"))
                .withMessage("sentinel/example-2-crash has no objective \"no-such\"; it has [no-split-brain,"
                        + " no-lost-writes]");
    }

    @Test
    void anObjectiveOfTheTestIsJudgedOnTheRecordingAndAnEmptyOneProvesNothing() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(outcome(HELD)).failedOverWithin(Duration.ofSeconds(15)))
                .withMessageContaining(
                        "A new primary accepts writes within 15 s of the fault. Expected held, but it is" + " unknown");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(outcome(HELD)).lostNoAcknowledgedWrites());
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(outcome(HELD)).hadNoSplitBrain());
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(outcome(HELD)).didNotFailOver());
    }

    @Test
    void aClaimIsComparedWithWhatWasFound() {
        var refuted = new ClaimFinding("text", Claim.Finding.REFUTED, "lost for 14.2 s", List.of());
        assertThatNoException()
                .isThrownBy(() -> assertThat(outcome(refuted, HELD)).foundItsClaim(Claim.Finding.REFUTED));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(outcome(refuted, HELD)).foundItsClaim(Claim.Finding.CONFIRMED))
                .withMessageStartingWith("The claim of sentinel/example-2-crash should be CONFIRMED but is REFUTED:"
                        + " lost for 14.2 s");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(outcome(HELD)).foundItsClaim(Claim.Finding.UNKNOWN))
                .withMessageContaining("should have a claim but has none");
    }

    @Test
    void noRunAtAllFails() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat((Outcome) null).heldEveryObjective());
    }

    /** A recording without an application proves nothing of one. */
    @Test
    void whatIsSaidOfApplicationsFailsWithoutOne() {
        List<ThrowingCallable> all = List.of(
                () -> assertThat(outcome(HELD)).servedAtLeast(99),
                () -> assertThat(outcome(HELD)).acceptedNoRevokedToken(),
                () -> assertThat(outcome(HELD)).acceptedNoEndedSession(),
                () -> assertThat(outcome(HELD)).neededReLoginsAtMost(5),
                () -> assertThat(outcome(HELD)).letThroughOverTheLimitAtMost(5),
                () -> assertThat(outcome(HELD)).showedNoProfileOlderThan(Duration.ofSeconds(5)));
        all.forEach(each -> assertThatExceptionOfType(AssertionError.class).isThrownBy(each));
    }
}
