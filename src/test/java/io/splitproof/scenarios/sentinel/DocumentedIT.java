package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Document A's Sentinel set-up with its 30 s and 3 min, in a fifth of the time. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/documented.yaml")
class DocumentedIT {
    @Test
    void theReplicaTakesOverThirtySecondsAfterTheCrash(Outcome outcome) {
        assertThat(outcome).failedOverWithin(Duration.ofSeconds(36)).hadNoSplitBrain();
        Downtime.of(outcome).lastsFrom(Duration.ofSeconds(29)).to(Duration.ofSeconds(37));
    }

    @Test
    void everyStageLiesInsideTheForecastAtTheDocumentedValues(Outcome outcome) {
        assertThat(outcome).held("failover-within-forecast");
    }

    @Test
    void aFewSecondsOfDowntimeIsRefuted(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.REFUTED);
    }
}
