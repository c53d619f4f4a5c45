package io.splitproof.scenarios.knownbad;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A switch before the synchronisation is over. A harness that says held here is broken. */
@Tag("scenario")
@SplitproofScenario("scenarios/known-bad/migration-before-sync.yaml")
class MigrationBeforeSyncIT {
    @Test
    void thePromiseThatNothingIsLostIsViolatedAndSaysWhatIs(Outcome outcome) {
        assertThat(outcome).violated("no-lost-writes");
    }
}
