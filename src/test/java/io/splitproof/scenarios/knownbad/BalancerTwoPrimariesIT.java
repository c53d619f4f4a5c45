package io.splitproof.scenarios.knownbad;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A harness that sees no two nodes acknowledge here is broken. */
@Tag("scenario")
@SplitproofScenario("scenarios/known-bad/balancer-two-primaries.yaml")
class BalancerTwoPrimariesIT {
    @Test
    void thePromiseThatOneNodeAcknowledgesIsViolated(Outcome outcome) {
        assertThat(outcome).violated("no-split-brain");
    }
}
