package io.splitproof.scenarios.single;

import static io.splitproof.scenarios.single.Returns.acknowledged;
import static io.splitproof.scenarios.single.Returns.assertThatAllHeld;
import static io.splitproof.scenarios.single.Returns.assertThatAnotherProcessServes;
import static io.splitproof.scenarios.single.Returns.info;
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

/** SIGKILL shortly before the second save of a 15-minute rhythm. */
@Tag("scenario")
@SplitproofScenario("scenarios/single/crash.yaml")
class CrashIT {
    @Test
    void nearlyAQuarterOfAnHourIsLost(Outcome outcome) {
        assertThat(recoveryPoint(outcome)).isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
        // one write a second
        assertThat(lost(outcome)).isBetween(750L, 900L);
        assertThat(acknowledged(outcome)).isBetween(1_700L, 2_000L);
    }

    /** At boot, the one that sets the rhythm, and the one that the save point made by itself. */
    @Test
    void theSavePointFiredByItself(Outcome outcome) {
        assertThat(info(outcome, "rdb_last_save_time")).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void anotherProcessServesAfterwards(Outcome outcome) {
        assertThatAnotherProcessServes(outcome);
        assertThat(outage(outcome).length()).isBetween(Duration.ofSeconds(30), Duration.ofMinutes(2));
    }

    @Test
    void everyObjectiveHoldsAndTheClaimIsConfirmed(Outcome outcome) {
        assertThatAllHeld(outcome, Claim.Finding.CONFIRMED);
    }
}
