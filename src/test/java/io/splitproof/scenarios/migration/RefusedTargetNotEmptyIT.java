package io.splitproof.scenarios.migration;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.Event.StepRefused;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The target has data of its own. */
@Tag("scenario")
@SplitproofScenario("scenarios/migration/refused-target-not-empty.yaml")
class RefusedTargetNotEmptyIT {
    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void theReasonSaysWhatIsThereAndWhere(Outcome outcome) {
        assertThat(outcome.history().first(StepRefused.class).orElseThrow().reason())
                .startsWith("migration/refused-target-not-empty.yaml:")
                .contains("which REPLICAOF would discard; FLUSHALL there if nobody needs them");
    }
}
