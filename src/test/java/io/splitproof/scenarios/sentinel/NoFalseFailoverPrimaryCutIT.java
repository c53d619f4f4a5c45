package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Document A's set-up at its documented values; the primary is cut off with a client. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/no-false-failover-primary-cut.yaml")
class NoFalseFailoverPrimaryCutIT {
    @Test
    void theMajorityPromotesTheReplica(Outcome outcome) {
        assertThat(outcome).failedOverWithin(Duration.ofSeconds(36));
        Assertions.assertThat(Facts.of(outcome).promoted()).containsExactly("redis-2");
    }

    @Test
    void twoPrimariesAcknowledgeAlsoAfterTheHeal(Outcome outcome) {
        assertThat(outcome).hadSplitBrainAsForecast();
        Assertions.assertThat(Facts.of(outcome).dualAcknowledgingAfterTheHeal()).isGreaterThan(Duration.ofSeconds(8));
        Assertions.assertThat(Facts.of(outcome).lost()).isPositive();
    }

    @Test
    void thatSplitBrainIsAvoidedIsRefuted(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.REFUTED);
    }

    @Test
    void everyWriteIsAccountedFor(Outcome outcome) {
        assertThat(outcome).accountedForEveryWrite();
        Accounts.addUp(outcome);
    }
}
