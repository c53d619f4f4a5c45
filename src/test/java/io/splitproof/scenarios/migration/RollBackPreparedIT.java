package io.splitproof.scenarios.migration;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.junit.SplitproofScenario;
import io.splitproof.scenarios.replication.Recorded;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 201 follows 301 after the switch, so that there is a way back. */
@Tag("scenario")
@SplitproofScenario("scenarios/migration/roll-back-prepared.yaml")
class RollBackPreparedIT {
    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void what301AcknowledgedIsOn201(Outcome outcome) {
        var recorded = new Recorded(outcome);
        var meanwhile = recorded.acknowledged("app-1", o -> o.node().equals("redis-301"));
        assertThat(meanwhile).hasSizeGreaterThan(30);
        assertThat(recorded.finallyOn("redis-201", "app-1")).containsAll(meanwhile);
        assertThat(recorded.finallyOn("redis-202", "app-1")).containsAll(meanwhile);
    }
}
