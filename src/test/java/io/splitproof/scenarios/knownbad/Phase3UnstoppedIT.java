package io.splitproof.scenarios.knownbad;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An import into a Cluster beside running writers. A harness that says held here is broken. */
@Tag("scenario")
@SplitproofScenario("scenarios/known-bad/phase-3-unstopped.yaml")
class Phase3UnstoppedIT {
    @Test
    void thePromiseThatNothingIsLostIsViolatedAndSaysWhatIs(Outcome outcome) {
        assertThat(outcome).violated("no-lost-writes");
    }
}
