package io.splitproof.scenarios.cluster;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.history.WriteAnswer;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The documented Cluster; one primary's process dies. */
@Tag("scenario")
@SplitproofScenario("scenarios/cluster/documented.yaml")
class DocumentedIT {
    @Test
    void theReplicaTakesOverAsForecast(Outcome outcome) {
        assertThat(outcome).failedOverAsForecast();
        assertThat(Seen.in(outcome).answered("redis-4", WriteAnswer.ACKNOWLEDGED))
                .isTrue();
    }

    @Test
    void noTwoNodesAcknowledgeAtOnce(Outcome outcome) {
        assertThat(outcome).hadNoSplitBrain();
    }

    @Test
    void onlyWhatTheForecastAllowsIsLost(Outcome outcome) {
        assertThat(outcome).held("lost-writes-within-forecast");
    }

    @Test
    void everyWriteIsAccountedFor(Outcome outcome) {
        assertThat(outcome).accountedForEveryWrite();
    }

    @Test
    void everyLiveNodeHearsOfTheFailure(Outcome outcome) {
        assertThat(Seen.in(outcome).whoFlagged("redis-1", "fail"))
                .contains("redis-2", "redis-3", "redis-4", "redis-5", "redis-6");
    }

    @Test
    void theClaimIsConfirmed(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }
}
