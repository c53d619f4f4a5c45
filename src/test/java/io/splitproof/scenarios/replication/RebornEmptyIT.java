package io.splitproof.scenarios.replication;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A primary without persistence is started again at once, and takes its replicas with it. */
@Tag("scenario")
@SplitproofScenario("scenarios/replication/reborn-empty.yaml")
class RebornEmptyIT {
    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void noReplicaHasTheDataAfterwards(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.REFUTED);
    }

    @Test
    void everythingAcknowledgedBeforeTheCrashIsGoneFromEveryNode(Outcome outcome) {
        var recorded = new Recorded(outcome);
        long crash = recorded.faultBegan();
        var before = recorded.acknowledged("c1", e -> e.end().atNanos() < crash);
        assertThat(before).hasSizeGreaterThan(200);
        for (String node : new String[] {"redis-1", "redis-2", "redis-3"}) {
            assertThat(recorded.finallyOn(node, "c1"))
                    .as("the ledger on " + node)
                    .isNotEmpty()
                    .doesNotContainAnyElementsOf(before);
        }
    }

    @Test
    void theLossAddsUp(Outcome outcome) {
        new Recorded(outcome).accountAddsUp("redis-1", "c1");
    }
}
