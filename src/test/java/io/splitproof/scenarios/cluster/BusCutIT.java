package io.splitproof.scenarios.cluster;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.WriteAnswer;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The bus of a primary is cut, and nothing else. */
@Tag("scenario")
@SplitproofScenario("scenarios/cluster/bus-cut.yaml")
class BusCutIT {
    @Test
    void theReplicaTakesOverAsForecast(Outcome outcome) {
        assertThat(outcome).failedOverAsForecast();
        assertThat(Seen.in(outcome).answered("redis-4", WriteAnswer.ACKNOWLEDGED))
                .isTrue();
    }

    @Test
    void theClientLeavesThePrimaryThatStopped(Outcome outcome) {
        assertThat(Seen.in(outcome).acknowledged("c1")).containsOnlyKeys("redis-1", "redis-4");
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
}
