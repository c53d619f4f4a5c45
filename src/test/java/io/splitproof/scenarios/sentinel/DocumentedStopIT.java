package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The test that document A itself gives: the primary is stopped and shuts down in good order. */
@Tag("scenario")
@Tag("smoke")
@SplitproofScenario("scenarios/sentinel/documented-stop.yaml")
class DocumentedStopIT {
    @Test
    void aReplicaTakesOverAfterDownAfterAndNotBefore(Outcome outcome) {
        assertThat(outcome).failedOverWithin(Duration.ofSeconds(36)).hadNoSplitBrain();
        Downtime.of(outcome).lastsFrom(Duration.ofSeconds(29)).to(Duration.ofSeconds(45));
    }

    @Test
    void aFewSecondsOfDowntimeIsRefuted(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.REFUTED);
    }

    @Test
    void noSessionIsLostSinceTheReplicaGetsEverythingBeforeTheEnd(Outcome outcome) {
        assertThat(outcome).lostNoAcknowledgedWrites().accountedForEveryWrite();
        Accounts.addUp(outcome);
    }
}
