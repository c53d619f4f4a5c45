package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Document A's phase 2: three Sentinels, a primary that crashes, two replicas. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/phase-2.yaml")
class Phase2IT {
    @Test
    void aReplicaTakesOverAfterDownAfterAndNotBefore(Outcome outcome) {
        assertThat(outcome).failedOverWithin(Duration.ofSeconds(36)).hadNoSplitBrain();
        Downtime.of(outcome).lastsFrom(Duration.ofSeconds(29)).to(Duration.ofSeconds(45));
    }

    @Test
    void aFewSecondsOfDowntimeIsRefuted(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.REFUTED);
    }

    @Test
    void onlyWhatReplicationHadNotCarriedIsLost(Outcome outcome) {
        assertThat(outcome).held("lost-writes-within-forecast").accountedForEveryWrite();
        Accounts.addUp(outcome);
    }
}
