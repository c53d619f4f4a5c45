package io.splitproof.scenarios.cluster;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A replica is asked to take over while its primary lives. */
@Tag("scenario")
@SplitproofScenario("scenarios/cluster/failover-default.yaml")
class FailoverDefaultIT {
    @Test
    void itTakesOverAndThePrimaryFollowsIt(Outcome outcome) {
        assertThat(Seen.in(outcome).primaryOf("redis-1")).isEqualTo("redis-4");
        assertThat(Seen.in(outcome).slotsOf("redis-4")).isEqualTo("0-5460");
    }

    @Test
    void nothingIsLost(Outcome outcome) {
        assertThat(outcome).lostNoAcknowledgedWrites().accountedForEveryWrite();
    }

    @Test
    void noTwoNodesAcknowledgeAtOnce(Outcome outcome) {
        assertThat(outcome).hadNoSplitBrain();
    }
}
