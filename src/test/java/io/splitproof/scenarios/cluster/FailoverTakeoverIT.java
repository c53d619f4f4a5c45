package io.splitproof.scenarios.cluster;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.WriteAnswer;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two of three primaries are gone; one replica takes over without a vote, and the other is then elected. */
@Tag("scenario")
@SplitproofScenario("scenarios/cluster/failover-takeover.yaml")
class FailoverTakeoverIT {
    @Test
    void oneTakeoverMakesAMajorityThatElectsTheOther(Outcome outcome) {
        assertThat(Seen.in(outcome).slotsOf("redis-5")).isEqualTo("5461-10922");
        assertThat(Seen.in(outcome).slotsOf("redis-6")).isEqualTo("10923-16383");
    }

    @Test
    void theClusterServesEverySlotAgain(Outcome outcome) {
        assertThat(Seen.in(outcome).answered("redis-1", WriteAnswer.CLUSTERDOWN))
                .isTrue();
        assertThat(Seen.in(outcome).answered("redis-5", WriteAnswer.ACKNOWLEDGED))
                .isTrue();
        assertThat(Seen.in(outcome).answered("redis-6", WriteAnswer.ACKNOWLEDGED))
                .isTrue();
    }

    @Test
    void everyWriteIsAccountedFor(Outcome outcome) {
        assertThat(outcome).accountedForEveryWrite();
    }
}
