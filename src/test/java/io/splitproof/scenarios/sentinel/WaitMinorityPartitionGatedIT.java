package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Cells;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Gate and WAIT: refusals in place of indeterminate writes, and no loss in the seconds until the gate shuts. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/wait-minority-partition-gated.yaml")
class WaitMinorityPartitionGatedIT {
    @Test
    void theGateBoundsTheLossAndWaitEndsIt(Outcome outcome) {
        Cells plain = Accounts.of(outcome, "cut-off");
        // 50/s, until the gate shuts 3 to 6 s after the cut
        assertThat(plain.lost()).isBetween(100L, 350L);
        assertThat(Accounts.of(outcome, "cut-off-waiting").lost()).isZero();
    }

    @Test
    void bothAreRefusedOnceItIsShut(Outcome outcome) {
        assertThat(Accounts.of(outcome, "cut-off").rejected()).isGreaterThan(50);
        assertThat(Accounts.of(outcome, "cut-off-waiting").rejected()).isGreaterThan(50);
    }

    @Test
    void everyWriterIsAsForecast(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
        Accounts.addUp(outcome);
    }
}
