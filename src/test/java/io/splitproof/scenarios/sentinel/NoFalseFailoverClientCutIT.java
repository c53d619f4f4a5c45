package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A client loses the whole network, the servers do not. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/no-false-failover-client-cut.yaml")
class NoFalseFailoverClientCutIT {
    @Test
    void nobodyIsPromotedAndNothingIsLost(Outcome outcome) {
        assertThat(outcome).didNotFailOver().lostNoAcknowledgedWrites();
    }

    @Test
    void noSentinelNotices(Outcome outcome) {
        Assertions.assertThat(Facts.of(outcome).sentinelsThatSawItDown()).isEmpty();
        Assertions.assertThat(Facts.of(outcome).tries()).isZero();
    }

    @Test
    void thatOnlySentinelsDecideIsConfirmed(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }

    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }
}
