package io.splitproof.scenarios.migration;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.history.Event.StepRefused;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.scenarios.replication.Recorded;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A target on which REPLICAOF is disabled. */
@Tag("scenario")
@SplitproofScenario("scenarios/migration/managed-target.yaml")
class ManagedTargetIT {
    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void replicationCannotReachSuchATarget(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED).wasRefusedBeforeAnyChange("REPLICAOF");
    }

    @Test
    void theReasonNamesFileAndLineAndWhatToDo(Outcome outcome) {
        String reason = outcome.history().first(StepRefused.class).orElseThrow().reason();
        assertThat(reason)
                .matches("migration/managed-target\\.yaml:\\d+: expected REPLICAOF to be possible on redis-301, but .*")
                .endsWith("choose a server of your own");
    }

    @Test
    void theApplicationNoticesNothing(Outcome outcome) {
        assertThat(new Recorded(outcome).operations("app-1")).allMatch(Recorded.Ended::ok);
    }
}
