package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same partition with min-replicas-to-write 1 and min-replicas-max-lag 10. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/example-2-lag-limited.yaml")
class Example2LagLimitedIT {
    /** Redis checks the lag once a second, in whole seconds: the promise of 10 s is one of 12 s. */
    private static final Duration LAG_AND_TWO_SECONDS = Duration.ofSeconds(12);

    @Test
    void theGateBoundsTheLoss(Outcome outcome) {
        assertThat(outcome).lostWritesOnlyWithin(LAG_AND_TWO_SECONDS).held("lost-writes-within-forecast");
    }

    @Test
    void theMajorityFailsOverAsForecast(Outcome outcome) {
        assertThat(outcome).failedOverAsForecast();
    }

    @Test
    void everyWriteIsAccountedFor(Outcome outcome) {
        assertThat(outcome).accountedForEveryWrite();
        Accounts.addUp(outcome);
    }
}
