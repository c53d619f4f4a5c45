package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two boxes, a quorum of 1, and the primary's box dies. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/example-1-box-crash.yaml")
class Example1BoxCrashIT {
    @Test
    void theSentinelThatIsLeftIsNeverElected(Outcome outcome) {
        assertThat(outcome).didNotFailOver();
        Assertions.assertThat(Facts.of(outcome).tries()).isEqualTo(2);
        Assertions.assertThat(Facts.of(outcome).aborts()).hasSize(2).containsOnly("-failover-abort-not-elected");
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
