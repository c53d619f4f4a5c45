package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A primary wakes up after it was replaced. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/pause-resumed.yaml")
class PauseResumedIT {
    @Test
    void itAcknowledgesUntilItIsDemoted(Outcome outcome) {
        assertThat(outcome).hadSplitBrainAsForecast().held("lost-writes-within-forecast");
        Assertions.assertThat(Facts.of(outcome).dualAcknowledgingAfterTheHeal())
                .isBetween(Duration.ofSeconds(8), Duration.ofMillis(12_500));
    }

    @Test
    void thatItIsAReplicaBeforeItAcceptsAWriteIsRefuted(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.REFUTED);
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
