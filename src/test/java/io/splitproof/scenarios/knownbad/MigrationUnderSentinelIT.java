package io.splitproof.scenarios.knownbad;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A replica that Sentinel monitors as a primary for too long. A harness that says held here is broken. */
@Tag("scenario")
@SplitproofScenario("scenarios/known-bad/migration-under-sentinel.yaml")
class MigrationUnderSentinelIT {
    @Test
    void thePromisesThatNothingIsLostAndThatReadsAreFreshAreViolated(Outcome outcome) {
        assertThat(outcome).violated("no-lost-writes").violated("staleness-within");
    }
}
