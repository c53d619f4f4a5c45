package io.splitproof.scenarios.cluster;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.history.WriteAnswer;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A Cluster of one shard: the only voter is the primary that died. */
@Tag("scenario")
@SplitproofScenario("scenarios/cluster/one-shard.yaml")
class OneShardIT {
    @Test
    void theReplicaStaysAReplica(Outcome outcome) {
        assertThat(outcome).didNotFailOver();
        assertThat(Seen.in(outcome).answered("redis-2", WriteAnswer.ACKNOWLEDGED))
                .isFalse();
    }

    @Test
    void nobodyCallsThePrimaryFailed(Outcome outcome) {
        assertThat(Seen.in(outcome).whoFlagged("redis-1", "fail?")).containsExactly("redis-2");
        assertThat(Seen.in(outcome).whoFlagged("redis-1", "fail")).isEmpty();
    }

    @Test
    void itIsNoBetterThanAPrimaryWithAReplica(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }

    @Test
    void everyWriteIsAccountedFor(Outcome outcome) {
        assertThat(outcome).accountedForEveryWrite();
    }
}
