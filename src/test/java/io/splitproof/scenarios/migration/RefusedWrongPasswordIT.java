package io.splitproof.scenarios.migration;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.Event.StepRefused;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The target has another password than the source. */
@Tag("scenario")
@SplitproofScenario("scenarios/migration/refused-wrong-password.yaml")
class RefusedWrongPasswordIT {
    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void theReasonSaysWhatIsThereAndWhere(Outcome outcome) {
        assertThat(outcome.history().first(StepRefused.class).orElseThrow().reason())
                .startsWith("migration/refused-wrong-password.yaml:")
                .contains("expected masterauth of redis-301 to be the password of redis-201, but it answers WRONGPASS");
    }
}
