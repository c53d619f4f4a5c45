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

/** Only replication's own links are cut. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/replica-links-cut.yaml")
class ReplicaLinksCutIT {
    @Test
    void noSentinelSeesAnything(Outcome outcome) {
        assertThat(outcome).didNotFailOver().hadNoSplitBrain();
        Assertions.assertThat(Facts.of(outcome).sentinelsThatSawItDown()).isEmpty();
    }

    @Test
    void theGateShutsBetweenOneSecondBelowAndTwoAboveTheLag(Outcome outcome) {
        Assertions.assertThat(Facts.of(outcome).firstAnswered("redis-1", WriteAnswer.NOREPLICAS))
                .isBetween(Duration.ofMillis(8_500), Duration.ofMillis(12_500));
    }

    @Test
    void thatTheGateAloneStopsItIsConfirmed(Outcome outcome) {
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
