package io.splitproof.scenarios.cluster;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One primary cannot reach another, which can reach it. */
@Tag("scenario")
@SplitproofScenario("scenarios/cluster/one-way-cut.yaml")
class OneWayCutIT {
    @Test
    void eachFlagsTheOtherAndNobodyElseDoes(Outcome outcome) {
        assertThat(Seen.in(outcome).whoFlagged("redis-2", "fail?")).containsExactly("redis-1");
        assertThat(Seen.in(outcome).whoFlagged("redis-1", "fail?")).containsExactly("redis-2");
    }

    @Test
    void oneOfThreeIsNoMajority(Outcome outcome) {
        assertThat(outcome).didNotFailOver();
        assertThat(Seen.in(outcome).whoFlagged("redis-1", "fail")).isEmpty();
    }

    @Test
    void nothingIsLost(Outcome outcome) {
        assertThat(outcome).lostNoAcknowledgedWrites().accountedForEveryWrite();
    }
}
