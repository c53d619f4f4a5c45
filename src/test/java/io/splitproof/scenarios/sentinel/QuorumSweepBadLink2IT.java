package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Five Sentinels, a quorum of 2; one of them loses its link to a healthy primary. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/quorum-sweep-bad-link-2.yaml")
class QuorumSweepBadLink2IT {
    @Test
    void thatSentinelIsAlone(Outcome outcome) {
        Assertions.assertThat(Facts.of(outcome).sentinelsThatSawItDown()).containsExactly("sentinel-5");
        Assertions.assertThat(Facts.of(outcome).sentinelsThatSaid("+odown", "")).isEmpty();
        Assertions.assertThat(Facts.of(outcome).tries()).isZero();
    }

    @Test
    void nobodyIsPromotedAndNothingIsLost(Outcome outcome) {
        assertThat(outcome).didNotFailOver().lostNoAcknowledgedWrites();
    }

    @Test
    void thatALargerQuorumHasFewerFalsePositivesIsConfirmed(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }

    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }
}
