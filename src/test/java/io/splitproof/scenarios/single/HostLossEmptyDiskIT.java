package io.splitproof.scenarios.single;

import static io.splitproof.scenarios.single.Returns.acknowledged;
import static io.splitproof.scenarios.single.Returns.assertThatAllHeld;
import static io.splitproof.scenarios.single.Returns.assertThatAnotherProcessServes;
import static io.splitproof.scenarios.single.Returns.lost;
import static io.splitproof.scenarios.single.Returns.recoveryPoint;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A host that dies with its disk, and another that starts empty. */
@Tag("scenario")
@SplitproofScenario("scenarios/single/host-loss-empty-disk.yaml")
class HostLossEmptyDiskIT {
    @Test
    void everythingIsLost(Outcome outcome) {
        // one write a second for 18 minutes, and the first of them with it
        assertThat(lost(outcome)).isBetween(1_000L, 1_081L);
        assertThat(recoveryPoint(outcome)).isBetween(Duration.ofMinutes(17), Duration.ofMinutes(18));
        assertThat(acknowledged(outcome)).isGreaterThan(lost(outcome) + 50);
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
