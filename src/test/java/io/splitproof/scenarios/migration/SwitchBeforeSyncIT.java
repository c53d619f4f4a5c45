package io.splitproof.scenarios.migration;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.junit.SplitproofScenario;
import io.splitproof.scenarios.replication.Recorded;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 301 is promoted before it holds anything. */
@Tag("scenario")
@SplitproofScenario("scenarios/migration/switch-before-sync.yaml")
class SwitchBeforeSyncIT {
    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void everythingAcknowledgedBeforeIsLost(Outcome outcome) {
        var recorded = new Recorded(outcome);
        var before = recorded.acknowledged("app-1", o -> o.node().equals("redis-201"));
        assertThat(before).hasSizeGreaterThan(30);
        assertThat(recorded.finallyOn("redis-301", "app-1")).doesNotContainAnyElementsOf(before);
        recorded.accountAddsUp("redis-301", "app-1");
    }
}
