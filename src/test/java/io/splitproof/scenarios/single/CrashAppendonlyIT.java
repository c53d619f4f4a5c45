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

/** SIGKILL of a process with an append-only file. */
@Tag("scenario")
@SplitproofScenario("scenarios/single/crash-appendonly.yaml")
class CrashAppendonlyIT {
    @Test
    void nothingOrTwoSecondsAreLost(Outcome outcome) {
        // one write a second, and up to 2 s of them while an fsync is under way
        assertThat(lost(outcome)).isBetween(0L, 3L);
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
