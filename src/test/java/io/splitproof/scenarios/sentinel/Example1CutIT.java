package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.history.WriteAnswer;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two boxes, a quorum of 1, and a cut between them. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/example-1-cut.yaml")
class Example1CutIT {
    @Test
    void theOtherSentinelTriesAndIsNeverElected(Outcome outcome) {
        assertThat(outcome).didNotFailOver();
        Assertions.assertThat(Facts.of(outcome).sentinelsThatSaid("+odown", "#quorum 1/1"))
                .containsExactly("sentinel-2");
        Assertions.assertThat(Facts.of(outcome).tries()).isEqualTo(2);
        Assertions.assertThat(Facts.of(outcome).aborts()).hasSize(2).containsOnly("-failover-abort-not-elected");
    }

    @Test
    void onePrimaryAcknowledgesAllTheTime(Outcome outcome) {
        assertThat(outcome).hadNoSplitBrain().lostNoAcknowledgedWrites();
        Assertions.assertThat(Facts.of(outcome).answered("redis-2", WriteAnswer.ACKNOWLEDGED))
                .isFalse();
    }

    @Test
    void thatItSplitsIntoTwoPrimariesIsRefuted(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.REFUTED);
    }

    @Test
    void everyWriteIsAccountedFor(Outcome outcome) {
        assertThat(outcome).accountedForEveryWrite();
        Accounts.addUp(outcome);
    }
}
