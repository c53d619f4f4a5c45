package io.splitproof.scenarios.migration;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.Event.StepRefused;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The target is too old to read what the source sends. */
@Tag("scenario")
@SplitproofScenario("scenarios/migration/refused-older-version.yaml")
class RefusedOlderVersionIT {
    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void theReasonSaysWhatIsThereAndWhere(Outcome outcome) {
        assertThat(outcome.history().first(StepRefused.class).orElseThrow().reason())
                .startsWith("migration/refused-older-version.yaml:")
                .contains("valkey 8.1 sends a snapshot of RDB version 11, and redis 7.0 reads up to 10");
    }
}
