package io.splitproof.scenarios.knownbad;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A rule that lets through whoever cannot be checked. */
@Tag("scenario")
@SplitproofScenario("scenarios/known-bad/skip-session-checks.yaml")
class SkipSessionChecksIT {
    @Test
    void endedSessionsAreLetThroughAndTheFirstIsQuoted(Outcome outcome) {
        assertThat(outcome).violated("no-ended-session-accepted");
        assertThat(outcome.judgement().verdicts().get(0).evidence())
                .isNotEmpty()
                .allSatisfy(e -> assertThat(e).startsWith("First: session:web:").contains("was let through"));
    }
}
