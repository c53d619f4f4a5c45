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

/** A host that dies, and another that starts with its disk. */
@Tag("scenario")
@SplitproofScenario("scenarios/single/host-loss-disk-attached.yaml")
class HostLossDiskAttachedIT {
    @Test
    void whatWasWrittenSinceTheLastSnapshotIsLost(Outcome outcome) {
        // the snapshot at 1 minute, the crash at 5, one write a second
        assertThat(recoveryPoint(outcome)).isBetween(Duration.ofMinutes(3), Duration.ofMinutes(4));
        assertThat(lost(outcome)).isBetween(160L, 241L);
        assertThat(acknowledged(outcome)).isGreaterThan(lost(outcome) + 50);
    }

    @Test
    void anotherProcessServesAfterwards(Outcome outcome) {
        assertThatAnotherProcessServes(outcome);
    }

    @Test
    void everyObjectiveHoldsAndTheClaimIsConfirmed(Outcome outcome) {
        assertThatAllHeld(outcome, Claim.Finding.CONFIRMED);
    }
}
