package io.splitproof.scenarios.migration;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.junit.SplitproofScenario;
import io.splitproof.scenarios.replication.Recorded;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Back to 201 after the switch, unprepared. */
@Tag("scenario")
@SplitproofScenario("scenarios/migration/roll-back.yaml")
class RollBackIT {
    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void everythingThat301AcknowledgedIsLost(Outcome outcome) {
        var recorded = new Recorded(outcome);
        var gone = recorded.acknowledged("app-1", o -> o.node().equals("redis-301"));
        assertThat(gone).hasSizeGreaterThan(30);
        assertThat(recorded.finallyOn("redis-201", "app-1")).doesNotContainAnyElementsOf(gone);
        recorded.accountAddsUp("redis-201", "app-1");
    }
}
