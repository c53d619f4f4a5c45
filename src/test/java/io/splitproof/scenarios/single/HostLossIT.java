package io.splitproof.scenarios.single;

import static io.splitproof.scenarios.single.Returns.acknowledged;
import static io.splitproof.scenarios.single.Returns.assertThatAllHeld;
import static io.splitproof.scenarios.single.Returns.assertThatAnotherProcessServes;
import static io.splitproof.scenarios.single.Returns.lost;
import static io.splitproof.scenarios.single.Returns.outage;
import static io.splitproof.scenarios.single.Returns.recoveryPoint;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A host that dies with its disk, and a backup that an operator restores. */
@Tag("scenario")
@SplitproofScenario("scenarios/single/host-loss.yaml")
class HostLossIT {
    @Test
    void whatWasWrittenSinceTheBackupIsLost(Outcome outcome) {
        assertThat(recoveryPoint(outcome)).isBetween(Duration.ofMinutes(7), Duration.ofMinutes(8));
        // two writes a second
        assertThat(lost(outcome)).isBetween(800L, 965L);
        assertThat(acknowledged(outcome)).isGreaterThan(lost(outcome) + 200);
    }

    @Test
    void takingAndRestoringTheBackupIsTimed(Outcome outcome) {
        assertThat(outcome.judgement().findings().backups())
                .extracting(b -> b.restored())
                .containsExactly(false, true);
        assertThat(outcome.judgement().findings().backups())
                .allMatch(b -> b.bytes() > 88 && b.during().length().compareTo(Duration.ofMinutes(2)) < 0);
    }

    @Test
    void everythingIsDownUntilThen(Outcome outcome) {
        assertThatAnotherProcessServes(outcome);
        assertThat(outage(outcome).length()).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(3));
    }

    @Test
    void everyObjectiveHoldsAndTheClaimIsConfirmed(Outcome outcome) {
        assertThatAllHeld(outcome, Claim.Finding.CONFIRMED);
    }
}
