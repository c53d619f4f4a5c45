package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Cells;
import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** WAIT without a gate: the primary goes on accepting writes, and the client that waits does not count them. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/wait-minority-partition.yaml")
class WaitMinorityPartitionIT {
    @Test
    void theClientThatDoesNotWaitLosesAllThatTheOldPrimaryAcknowledged(Outcome outcome) {
        assertThat(Accounts.of(outcome, "cut-off").lost()).isGreaterThan(400);
    }

    @Test
    void theClientThatWaitsLosesNothingThatItCountedAsAcknowledged(Outcome outcome) {
        Cells waiting = Accounts.of(outcome, "cut-off-waiting");
        assertThat(waiting.lost()).isZero();
        assertThat(waiting.acknowledged()).isGreaterThan(20);
    }

    /** They are in the old primary's memory until it is demoted; nobody took them back. */
    @Test
    void whatItWroteMeanwhileIsIndeterminateAndVanishes(Outcome outcome) {
        Cells waiting = Accounts.of(outcome, "cut-off-waiting");
        assertThat(waiting.vanished()).isGreaterThan(5);
        assertThat(waiting.rejected()).isZero();
    }

    @Test
    void everyWriterIsAsForecast(Outcome outcome) {
        assertThat(outcome).heldEveryObjective().foundItsClaim(Claim.Finding.CONFIRMED);
        Accounts.addUp(outcome);
    }
}
