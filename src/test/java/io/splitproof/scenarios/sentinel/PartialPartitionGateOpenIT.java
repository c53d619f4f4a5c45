package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.history.WriteAnswer;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The cut leaves the old primary one replica, and its gate asks for one. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/partial-partition-gate-open.yaml")
class PartialPartitionGateOpenIT {
    @Test
    void theGateNeverShuts(Outcome outcome) {
        Assertions.assertThat(Facts.of(outcome).answered("redis-1", WriteAnswer.NOREPLICAS))
                .isFalse();
    }

    @Test
    void twoPrimariesAcknowledgeUntilTheOldOneIsDemoted(Outcome outcome) {
        assertThat(outcome).hadSplitBrainAsForecast().held("lost-writes-within-forecast");
        Assertions.assertThat(Facts.of(outcome).dualAcknowledgingAfterTheHeal()).isGreaterThan(Duration.ofSeconds(8));
    }

    @Test
    void thatAtMostTheLagIsLostIsRefuted(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.REFUTED);
    }

    @Test
    void everyWriteIsAccountedFor(Outcome outcome) {
        assertThat(outcome).accountedForEveryWrite();
        Accounts.addUp(outcome);
    }
}
