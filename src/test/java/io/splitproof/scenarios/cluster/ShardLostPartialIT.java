package io.splitproof.scenarios.cluster;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.WriteAnswer;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A primary dies with its only replica, and full coverage is not asked for. */
@Tag("scenario")
@SplitproofScenario("scenarios/cluster/shard-lost-partial.yaml")
class ShardLostPartialIT {
    @Test
    void theOtherShardsGoOn(Outcome outcome) {
        assertThat(outcome).hadNoOutageLongerThan("c2", ofSeconds(4)).hadNoOutageLongerThan("c3", ofSeconds(2));
        assertThat(Seen.in(outcome).answered("redis-2", WriteAnswer.CLUSTERDOWN))
                .isFalse();
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
