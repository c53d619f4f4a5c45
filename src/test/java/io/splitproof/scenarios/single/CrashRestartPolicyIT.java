package io.splitproof.scenarios.single;

import static io.splitproof.scenarios.single.Returns.acknowledged;
import static io.splitproof.scenarios.single.Returns.assertThatAllHeld;
import static io.splitproof.scenarios.single.Returns.assertThatAnotherProcessServes;
import static io.splitproof.scenarios.single.Returns.lost;
import static io.splitproof.scenarios.single.Returns.outage;
import static io.splitproof.scenarios.single.Returns.recoveryPoint;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.history.Event;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A process that dies by itself, and an engine that starts it again. */
@Tag("scenario")
@SplitproofScenario("scenarios/single/crash-restart-policy.yaml")
class CrashRestartPolicyIT {
    @Test
    void theEngineStartsItAgainWithinSeconds(Outcome outcome) {
        assertThat(outcome.history().of(Event.FaultProven.class))
                .singleElement()
                .satisfies(p -> assertThat(p.evidence()).contains("started again by its restart policy"));
        assertThatAnotherProcessServes(outcome);
        assertThat(outage(outcome).length()).isBetween(Duration.ofMillis(100), Duration.ofSeconds(5));
    }

    /** 50 writes a second for the 5 s since the snapshot. */
    @Test
    void whatWasWrittenSinceTheSnapshotIsLost(Outcome outcome) {
        assertThat(recoveryPoint(outcome)).isBetween(Duration.ofSeconds(3), Duration.ofMillis(5_500));
        assertThat(lost(outcome)).isBetween(150L, 280L);
        assertThat(acknowledged(outcome)).isGreaterThan(500L);
    }

    @Test
    void everyObjectiveHoldsAndTheClaimIsConfirmed(Outcome outcome) {
        assertThatAllHeld(outcome, Claim.Finding.CONFIRMED);
    }
}
