package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Five Sentinels, a quorum of 2; three die with the primary. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/five-quorum-two-two-left.yaml")
class FiveQuorumTwoTwoLeftIT {
    @Test
    void twoSentinelsAgreeAndAreNeverElected(Outcome outcome) {
        assertThat(outcome).didNotFailOver();
        Assertions.assertThat(Facts.of(outcome).sentinelsThatSaid("+odown", "#quorum 2/2"))
                .isNotEmpty();
        Assertions.assertThat(Facts.of(outcome).tries()).isGreaterThanOrEqualTo(2);
        Assertions.assertThat(Facts.of(outcome).aborts()).isNotEmpty().containsOnly("-failover-abort-not-elected");
        Assertions.assertThat(Facts.of(outcome).promoted()).isEmpty();
    }

    @Test
    void thatADeadMajorityForbidsAFailoverIsConfirmed(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }

    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }
}
