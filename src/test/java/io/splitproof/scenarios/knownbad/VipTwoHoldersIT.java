package io.splitproof.scenarios.knownbad;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A virtual IP on both sides of a partition. A harness that says held here is broken. */
@Tag("scenario")
@SplitproofScenario("scenarios/known-bad/vip-two-holders.yaml")
class VipTwoHoldersIT {
    @Test
    void thePromisesThatOneNodeAcknowledgesAndThatNothingIsLostAreViolated(Outcome outcome) {
        assertThat(outcome).violated("no-split-brain").violated("no-lost-writes");
    }
}
