package io.splitproof.scenarios.cluster;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.WriteAnswer;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A minority primary with a replica gate. */
@Tag("scenario")
@SplitproofScenario("scenarios/cluster/min-replicas.yaml")
class MinReplicasIT {
    @Test
    void theNewPrimaryRefusesUntilItHasAReplica(Outcome outcome) {
        assertThat(outcome).held("failover-within-forecast");
        assertThat(Seen.in(outcome).answered("redis-4", WriteAnswer.NOREPLICAS)).isTrue();
    }

    @Test
    void theReplicaGateShutsFirst(Outcome outcome) {
        assertThat(Seen.in(outcome).answered("redis-1", WriteAnswer.NOREPLICAS)).isTrue();
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
