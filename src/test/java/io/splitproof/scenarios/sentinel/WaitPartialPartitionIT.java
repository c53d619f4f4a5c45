package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Cells;
import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** WAIT for one of three replicas, where one stays with the old primary. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/wait-partial-partition.yaml")
class WaitPartialPartitionIT {
    @Test
    void whatOneReplicaConfirmedIsLost(Outcome outcome) {
        assertThat(Accounts.of(outcome, "for-one").lost()).isGreaterThan(400);
    }

    @Test
    void whatAMajorityConfirmedIsNot(Outcome outcome) {
        Cells two = Accounts.of(outcome, "for-two");
        assertThat(two.lost()).isZero();
        assertThat(two.acknowledged()).isGreaterThan(20);
        assertThat(two.vanished()).isGreaterThan(5);
    }

    @Test
    void everyWriterIsAsForecast(Outcome outcome) {
        assertThat(outcome).heldEveryObjective().foundItsClaim(Claim.Finding.CONFIRMED);
        Accounts.addUp(outcome);
    }
}
