package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One Sentinel of three loses sight of a healthy primary. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/no-false-failover-sentinel-cut.yaml")
class NoFalseFailoverSentinelCutIT {
    @Test
    void nobodyIsPromotedAndNothingIsLost(Outcome outcome) {
        assertThat(outcome).didNotFailOver().lostNoAcknowledgedWrites();
    }

    @Test
    void oneSentinelSeesItDownAndNoneAgrees(Outcome outcome) {
        Assertions.assertThat(Facts.of(outcome).sentinelsThatSawItDown()).containsExactly("sentinel-1");
        Assertions.assertThat(Facts.of(outcome).sentinelsThatSaid("+odown", "")).isEmpty();
        Assertions.assertThat(Facts.of(outcome).tries()).isZero();
    }

    @Test
    void thatTheQuorumPreventsAFalseFailoverIsConfirmed(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }

    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }
}
