package io.splitproof.scenarios.literal;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static io.splitproof.scenarios.literal.Trials.errors;
import static io.splitproof.scenarios.literal.Trials.failures;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The document's sentinel.conf, mounted into three Sentinels. */
@Tag("scenario")
@SplitproofScenario("scenarios/literal/sentinel.yaml")
class SentinelIT {
    @Test
    void eachRepairUncoversTheNextDefect(Outcome outcome) {
        assertThat(failures(outcome))
                .containsExactly(
                        "a Sentinel runs",
                        "the Sentinels know each other",
                        "a Sentinel can save what it knows",
                        "the Sentinels know each other",
                        "it comes back",
                        "the old master follows the new one",
                        "works");
        assertThat(outcome).heldEveryObjective().foundItsClaim(Claim.Finding.REFUTED);
    }

    @Test
    void asWrittenNoSentinelStarts(Outcome outcome) {
        assertThat(errors(outcome, 1)).hasSize(2).allMatch(e -> e.contains("Can't resolve instance hostname"));
    }

    /** Each knows itself alone, and a healthy master is down for all of them. */
    @Test
    void aVariableInSentinelConfIsTakenForThePassword(Outcome outcome) {
        assertThat(errors(outcome, 2))
                .anyMatch(e -> e.contains("errorstat_WRONGPASS"))
                .anyMatch(e -> e.contains("+sdown master mymaster"));
    }

    @Test
    void aMountedFileCannotBeReplaced(Outcome outcome) {
        assertThat(errors(outcome, 3)).anyMatch(e -> e.contains("Device or resource busy"));
    }

    /** What a Sentinel that cannot resolve a name any more writes into its own file, it cannot read. */
    @Test
    void aSentinelThatSavedAnEmptyNameDoesNotStartAgain(Outcome outcome) {
        assertThat(errors(outcome, 5)).anyMatch(e -> e.contains("'sentinel known-replica mymaster  6379'"));
    }

    @Test
    void thePasswordIsNotRecorded(Outcome outcome) {
        Trials.assertThatNoPasswordIsRecorded(outcome);
    }
}
