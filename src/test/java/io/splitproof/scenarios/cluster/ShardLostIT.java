package io.splitproof.scenarios.cluster;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.WriteAnswer;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A primary dies with its only replica. */
@Tag("scenario")
@SplitproofScenario("scenarios/cluster/shard-lost.yaml")
class ShardLostIT {
    @Test
    void everyOtherPrimaryStops(Outcome outcome) {
        assertThat(Seen.in(outcome).answered("redis-2", WriteAnswer.CLUSTERDOWN))
                .isTrue();
        assertThat(Seen.in(outcome).answered("redis-3", WriteAnswer.CLUSTERDOWN))
                .isTrue();
    }

    @Test
    void nobodyTakesOver(Outcome outcome) {
        assertThat(outcome).didNotFailOver();
    }

    @Test
    void everyWriteIsAccountedFor(Outcome outcome) {
        assertThat(outcome).accountedForEveryWrite();
    }
}
