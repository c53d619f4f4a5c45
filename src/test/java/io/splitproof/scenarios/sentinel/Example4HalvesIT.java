package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sentinels with servers and clients; two of four on either side of a cut. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/example-4-halves.yaml")
class Example4HalvesIT {
    @Test
    void nobodyHasTheQuorum(Outcome outcome) {
        Assertions.assertThat(Facts.of(outcome).sentinelsThatSawItDown()).hasSize(2);
        Assertions.assertThat(Facts.of(outcome).sentinelsThatSaid("+odown", "")).isEmpty();
        Assertions.assertThat(Facts.of(outcome).tries()).isZero();
    }

    @Test
    void nobodyIsPromotedAndNothingIsLost(Outcome outcome) {
        assertThat(outcome).didNotFailOver().lostNoAcknowledgedWrites();
    }

    @Test
    void thatTheTypicalSplitBrainIsAvoidedIsConfirmed(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }

    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }
}
