package io.splitproof.scenarios.cluster;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.WriteAnswer;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A primary is cut off together with a client, and stops by itself. */
@Tag("scenario")
@SplitproofScenario("scenarios/cluster/minority-partition.yaml")
class MinorityPartitionIT {
    @Test
    void theReplicaTakesOverAsForecast(Outcome outcome) {
        assertThat(outcome).failedOverAsForecast();
        assertThat(Seen.in(outcome).answered("redis-4", WriteAnswer.ACKNOWLEDGED))
                .isTrue();
    }

    @Test
    void theCutOffPrimarySaysThatTheClusterIsDown(Outcome outcome) {
        assertThat(Seen.in(outcome).answered("redis-1", WriteAnswer.CLUSTERDOWN))
                .isTrue();
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
    void theOldPrimaryFollowsTheNewOneAfterTheHeal(Outcome outcome) {
        assertThat(Seen.in(outcome).primaryOf("redis-1")).isEqualTo("redis-4");
    }
}
