package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sentinels with servers and clients; the primary's box is cut off from everybody. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/example-4-partition.yaml")
class Example4PartitionIT {
    @Test
    void theReplicaTakesOver(Outcome outcome) {
        assertThat(outcome).failedOverWithin(Duration.ofSeconds(8));
        Assertions.assertThat(Facts.of(outcome).promoted()).containsExactly("redis-2");
    }

    @Test
    void noClientIsLeftWithTheOldPrimary(Outcome outcome) {
        assertThat(outcome).held("split-brain-within-forecast").lostWritesOnlyWithin(Duration.ofSeconds(2));
        Assertions.assertThat(Facts.of(outcome).dualAcknowledging()).isZero();
    }

    @Test
    void thatTheTypicalSplitBrainIsAvoidedIsConfirmed(Outcome outcome) {
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
