package io.splitproof.checker;

import static io.splitproof.checker.Variations.REPAIRED;
import static io.splitproof.checker.Variations.WRITTEN;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Objective.FailsUntilRepaired;
import io.splitproof.checker.Objective.NoLostWrites;
import io.splitproof.checker.Objective.WorksAsWritten;
import io.splitproof.checker.Objective.WorksWhenRepaired;
import io.splitproof.history.Event;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class VariantVerdictsTest {
    private final Variations asTold = new Variations().failsAsTold().worksWhenRepaired();

    @Test
    void filesThatFailAsToldAndWorkWhenRepairedHoldBothAndRefuteTheClaim() {
        assertThat(asTold.verdict(new FailsUntilRepaired()).result()).isEqualTo(Result.HELD);
        assertThat(asTold.verdict(new WorksWhenRepaired()).result()).isEqualTo(Result.HELD);
        var claim = new Claim("They work.", List.of(new WorksAsWritten()), List.of());
        var finding =
                requireNonNull(Judge.judge(asTold.evidence(), List.of(), claim).claim());
        assertThat(finding.finding()).isEqualTo(Claim.Finding.REFUTED);
        assertThat(finding.figure()).contains("answers").contains("-NOAUTH Authentication required.");
    }

    @Test
    void filesThatWorkAsWrittenConfirmTheClaimAndViolateThatTheyFail() {
        var works = new Variations()
                .started(WRITTEN)
                .said(WRITTEN, "starts", 0, "")
                .said(WRITTEN, "answers", 0, "PONG")
                .ended(WRITTEN)
                .worksWhenRepaired();
        assertThat(works.verdict(new WorksAsWritten()).result()).isEqualTo(Result.HELD);
        assertThat(works.verdict(new FailsUntilRepaired()).result()).isEqualTo(Result.VIOLATED);
    }

    @Test
    void aFailureElsewhereIsNotTheOneThatIsTold() {
        var elsewhere = new Variations()
                .started(WRITTEN)
                .said(WRITTEN, "starts", 1, "Error response from daemon: no such network")
                .said(WRITTEN, "error 1", 0, "-NOAUTH Authentication required.")
                .ended(WRITTEN)
                .worksWhenRepaired();
        Verdict verdict = elsewhere.verdict(new FailsUntilRepaired());
        assertThat(verdict.result()).isEqualTo(Result.VIOLATED);
        assertThat(verdict.measured()).contains("fails at \"starts\"").contains("is told to fail at \"answers\"");
    }

    @Test
    void aFailureWithoutTheErrorThatIsToldIsNotTheOne() {
        var silent = new Variations()
                .started(WRITTEN)
                .said(WRITTEN, "starts", 0, "")
                .said(WRITTEN, "answers", 0, "ERR")
                .said(WRITTEN, "error 1", 0, "nothing of it")
                .ended(WRITTEN)
                .worksWhenRepaired();
        assertThat(silent.verdict(new FailsUntilRepaired()).result()).isEqualTo(Result.VIOLATED);
    }

    /** Nothing was seen, so nothing is known. */
    @Test
    void anErrorThatCannotBeLookedForIsNoEvidence() {
        var skipped = new Variations()
                .started(WRITTEN)
                .said(WRITTEN, "starts", 0, "")
                .said(WRITTEN, "answers", 0, "ERR")
                .notTried(WRITTEN, "error 1")
                .ended(WRITTEN)
                .worksWhenRepaired();
        assertThat(skipped.verdict(new FailsUntilRepaired()).result()).isEqualTo(Result.UNKNOWN);
    }

    @Test
    void repairedFilesThatFailAreViolatedWithWhatTheySaid() {
        var broken = new Variations()
                .failsAsTold()
                .started(REPAIRED)
                .said(REPAIRED, "starts", 0, "")
                .said(REPAIRED, "answers", 1, "Could not connect")
                .ended(REPAIRED);
        Verdict verdict = broken.verdict(new WorksWhenRepaired());
        assertThat(verdict.result()).isEqualTo(Result.VIOLATED);
        assertThat(verdict.measured()).contains("answers").contains("Could not connect");
    }

    @Test
    void aTrialThatWasNotTriedToItsEndIsUnknown() {
        var cut = new Variations().failsAsTold().started(REPAIRED).said(REPAIRED, "starts", 0, "");
        assertThat(cut.verdict(new WorksWhenRepaired()).result()).isEqualTo(Result.UNKNOWN);
        assertThat(cut.verdict(new FailsUntilRepaired()).result()).isEqualTo(Result.HELD);
    }

    @Test
    void aRunWhoseHarnessWasKilledIsUnknown() {
        assertThat(Variations.verdict(asTold.unfinished(), new WorksWhenRepaired())
                        .result())
                .isEqualTo(Result.UNKNOWN);
    }

    @Test
    void aClockThatIsOffMakesTheRunUnknown() {
        var events = new java.util.ArrayList<>(asTold.evidence().history().events());
        events.add(new Event.ClockRead(5, "redis-master", Duration.ofSeconds(2).toNanos()));
        var evidence = asTold.evidence();
        var off = new Evidence(
                evidence.topology(),
                List.of(),
                evidence.schedule(),
                evidence.literal(),
                new io.splitproof.history.History(events));
        assertThat(Variations.verdict(off, new WorksWhenRepaired()).result()).isEqualTo(Result.UNKNOWN);
    }

    @Test
    void anExperimentOnBoxesSaysNothingOfFiles() {
        for (Objective objective : List.of(new WorksAsWritten(), new FailsUntilRepaired(), new WorksWhenRepaired())) {
            assertThat(Story.minorityPartition().verdict(objective).result()).isEqualTo(Result.UNKNOWN);
        }
    }

    @Test
    void aTrialOfFilesSaysNothingOfWrites() {
        assertThat(asTold.verdict(new NoLostWrites()).result()).isEqualTo(Result.UNKNOWN);
    }
}
