package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** SIGKILL of the primary's process. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/example-2-crash.yaml")
class Example2CrashIT {
    @Test
    void everyStageOfTheFailoverLiesInsideItsForecast(Outcome outcome) {
        assertThat(outcome).failedOverAsForecast().failedOverWithin(Duration.ofSeconds(10));
    }

    @Test
    void nothingLikeASplitBrainHappens(Outcome outcome) {
        assertThat(outcome).hadNoSplitBrain();
    }

    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }
}
