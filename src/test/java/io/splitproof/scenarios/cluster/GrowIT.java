package io.splitproof.scenarios.cluster;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A node is added, and slots move to it under load. */
@Tag("scenario")
@SplitproofScenario("scenarios/cluster/grow.yaml")
class GrowIT {
    @Test
    void theNewNodeServesSlots(Outcome outcome) {
        assertThat(Seen.in(outcome).slotsOf("redis-7")).isNotEmpty();
    }

    @Test
    void theClientWhoseSlotMovedFollowsIt(Outcome outcome) {
        assertThat(Seen.in(outcome).acknowledged("c1")).containsOnlyKeys("redis-1", "redis-7");
    }

    @Test
    void theClientWhoseSlotStayedStays(Outcome outcome) {
        assertThat(Seen.in(outcome).acknowledged("c2")).containsOnlyKeys("redis-2");
    }

    @Test
    void nothingIsLost(Outcome outcome) {
        assertThat(outcome).lostNoAcknowledgedWrites().accountedForEveryWrite();
    }
}
