package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sentinels in the clients' boxes; the primary is cut off with one client. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/example-3-partition.yaml")
class Example3PartitionIT {
    @Test
    void theTwoOtherClientsSentinelsFailOver(Outcome outcome) {
        assertThat(outcome).failedOverWithin(Duration.ofSeconds(8));
        Assertions.assertThat(Facts.of(outcome).promoted()).containsExactly("redis-2");
    }

    @Test
    void twoPrimariesAcknowledge(Outcome outcome) {
        assertThat(outcome).hadSplitBrainAsForecast().held("lost-writes-within-forecast");
        Assertions.assertThat(Facts.of(outcome).lost()).isPositive();
    }

    @Test
    void thatThreeSentinelsAvoidSplitBrainIsRefuted(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.REFUTED);
    }

    @Test
    void everyWriteIsAccountedFor(Outcome outcome) {
        assertThat(outcome).accountedForEveryWrite();
        Accounts.addUp(outcome);
    }
}
