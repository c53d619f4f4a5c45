package io.splitproof.scenarios.cluster;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.checker.Objective;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.scenarios.replication.Recorded;
import io.splitproof.trial.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A group is imported into a Cluster while nothing stops its writers. */
@Tag("scenario")
@SplitproofScenario("scenarios/cluster/phase-3-unstopped.yaml")
class Phase3UnstoppedIT {
    private static final Map<String, String> OWNERS = Map.of("c1", "redis-4", "c2", "redis-5");

    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void theClusterTakesOverOnlyAtThePriceOfLostWrites(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED_WITH_A_BOUND);
    }

    @Test
    void whatTheOldPrimaryAcknowledgedAfterTheImportIsLostAndWhatTheClusterDidIsNot(Outcome outcome) {
        var recorded = new Recorded(outcome);
        long imported = recorded.done("s1");
        OWNERS.forEach((client, owner) -> {
            var late = recorded.acknowledged(
                    client, o -> o.node().equals("redis-1") && o.asked().atNanos() > imported);
            assertThat(late).as("late writes of %s", client).hasSizeGreaterThan(50);
            assertThat(recorded.finallyOn(owner, client))
                    .doesNotContainAnyElementsOf(late)
                    .containsAll(recorded.acknowledged(client, o -> o.node().equals(owner)));
            recorded.accountAddsUp(owner, client);
        });
        assertThat(outcome).violates(new Objective.NoLateWrites());
    }
}
