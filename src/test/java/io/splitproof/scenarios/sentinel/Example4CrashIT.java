package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sentinels with servers and clients; the primary's box dies. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/example-4-crash.yaml")
class Example4CrashIT {
    @Test
    void theThreeThatAreLeftFailOverAsForecast(Outcome outcome) {
        assertThat(outcome).failedOverAsForecast().hadNoSplitBrain();
        Assertions.assertThat(Facts.of(outcome).promoted()).containsExactly("redis-2");
        Assertions.assertThat(Facts.of(outcome).sentinelsThatSawItDown()).hasSize(3);
    }

    @Test
    void thatOnePrimaryAndOneReplicaAreEnoughIsConfirmed(Outcome outcome) {
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
