package io.splitproof.scenarios.cluster;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A primary loses its only replica, and gets one of another shard. */
@Tag("scenario")
@SplitproofScenario("scenarios/cluster/replica-migration.yaml")
class ReplicaMigrationIT {
    @Test
    void aReplicaOfAnotherShardMovesOver(Outcome outcome) {
        assertThat(List.of(
                        Seen.in(outcome).primaryOf("redis-5"), Seen.in(outcome).primaryOf("redis-7")))
                .containsExactlyInAnyOrder("redis-1", "redis-2");
    }

    @Test
    void nothingFailsOver(Outcome outcome) {
        assertThat(outcome).didNotFailOver();
    }

    @Test
    void nothingIsLost(Outcome outcome) {
        assertThat(outcome).lostNoAcknowledgedWrites().accountedForEveryWrite();
    }
}
