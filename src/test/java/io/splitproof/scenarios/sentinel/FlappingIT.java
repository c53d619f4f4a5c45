package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Cuts and a pause, each shorter than down-after. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/flapping.yaml")
class FlappingIT {
    @Test
    void nothingFailsOverAndNothingIsLost(Outcome outcome) {
        assertThat(outcome).didNotFailOver().hadNoSplitBrain().lostNoAcknowledgedWrites();
        Assertions.assertThat(outcome.judgement().findings().episodes().get()).hasSize(3);
        Assertions.assertThat(Facts.of(outcome).sentinelsThatSaid("+sdown", "master mymaster 127.0.0.1"))
                .isEmpty();
    }

    @Test
    void thatTheyDoNotAddUpIsConfirmed(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }

    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }
}
