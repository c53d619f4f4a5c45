package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sentinels replace a primary that clients and replicas still reach. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/sentinels-cut-from-primary.yaml")
class SentinelsCutFromPrimaryIT {
    @Test
    void theOldPrimaryAcknowledgesWhatIsLostUntilItIsDemotedAfterTheHeal(Outcome outcome) {
        assertThat(outcome).held("lost-writes-within-forecast").held("split-brain-within-forecast");
        Assertions.assertThat(Facts.of(outcome).lost()).isGreaterThan(500);
    }

    @Test
    void aClientThatIsStartedAnewMakesItTwoThatAcknowledge(Outcome outcome) {
        Assertions.assertThat(Facts.of(outcome).dualAcknowledging()).isGreaterThan(Duration.ofSeconds(12));
        Assertions.assertThat(Facts.of(outcome).dualAcknowledgingAfterTheHeal()).isGreaterThan(Duration.ofSeconds(8));
    }

    @Test
    void thatWhatIsAcknowledgedStaysIsRefuted(Outcome outcome) {
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
