package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two of three boxes die, the primary's among them. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/example-2-crash-two-boxes.yaml")
class Example2CrashTwoBoxesIT {
    @Test
    void nobodyIsPromotedWithoutAMajority(Outcome outcome) {
        assertThat(outcome).didNotFailOver();
    }

    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }
}
