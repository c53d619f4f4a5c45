package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.checker.Objective;
import io.splitproof.history.WriteAnswer;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same with a gate, which the failover itself shuts. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/sentinels-cut-from-primary-gated.yaml")
class SentinelsCutFromPrimaryGatedIT {
    @Test
    void theGateShutsWhenTheReplicasLeaveAndNotAfterTheLag(Outcome outcome) {
        Assertions.assertThat(Facts.of(outcome).firstAnswered("redis-1", WriteAnswer.NOREPLICAS))
                .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(8));
    }

    @Test
    void nobodyAcknowledgesBesideTheNewPrimary(Outcome outcome) {
        assertThat(outcome).holds(new Objective.SplitBrainWithinForecast());
    }

    @Test
    void thatTheGateStopsAReplacedPrimaryAtOnceIsConfirmed(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }

    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void everyWriteIsAccountedFor(Outcome outcome) {
        assertThat(outcome).accountedForEveryWrite();
        Accounts.addUp(outcome);
    }
}
