package io.splitproof.scenarios.single;

import static io.splitproof.scenarios.single.Returns.acknowledged;
import static io.splitproof.scenarios.single.Returns.assertThatAllHeld;
import static io.splitproof.scenarios.single.Returns.assertThatAnotherProcessServes;
import static io.splitproof.scenarios.single.Returns.lost;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** SIGTERM and a start half a minute later. */
@Tag("scenario")
@SplitproofScenario("scenarios/single/crash-graceful-restart.yaml")
class CrashGracefulRestartIT {
    @Test
    void nothingIsLost(Outcome outcome) {
        assertThat(lost(outcome)).isZero();
        assertThat(acknowledged(outcome)).isBetween(300L, 420L);
    }

    @Test
    void anotherProcessServesAfterwards(Outcome outcome) {
        assertThatAnotherProcessServes(outcome);
    }

    @Test
    void everyObjectiveHoldsAndTheClaimIsRefuted(Outcome outcome) {
        assertThatAllHeld(outcome, Claim.Finding.REFUTED);
    }
}
