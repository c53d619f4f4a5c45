package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Five Sentinels, a quorum of 2; the primary's box dies. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/quorum-sweep-2.yaml")
class QuorumSweep2IT {
    @Test
    void asManyAsTheQuorumSeeItDownBeforeOneSaysThatTheyAgree(Outcome outcome) {
        Assertions.assertThat(Facts.of(outcome).sentinelsDownBeforeAgreement()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void theReplicaTakesOverAsForecast(Outcome outcome) {
        assertThat(outcome).failedOverAsForecast().hadNoSplitBrain();
        Assertions.assertThat(Facts.of(outcome).promoted()).containsExactly("redis-2");
    }

    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void everyWriteIsAccountedFor(Outcome outcome) {
        assertThat(outcome).accountedForEveryWrite();
        Accounts.addUp(outcome);
    }
}
