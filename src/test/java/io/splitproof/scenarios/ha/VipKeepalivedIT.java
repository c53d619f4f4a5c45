package io.splitproof.scenarios.ha;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The host that holds the virtual IP dies. */
@Tag("scenario")
@SplitproofScenario("scenarios/ha/vip-keepalived.yaml")
class VipKeepalivedIT {
    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void theAddressMovesToTheOtherBoxAlone(Outcome outcome) {
        var held = new Held(outcome);
        assertThat(held.untilMoved()).isBetween(Duration.ofMillis(2000), Duration.ofMillis(5500));
        assertThat(held.byBothAtOnce()).isFalse();
        assertThat(held.atTheEnd()).containsExactly("box-2");
    }

    @Test
    void itCanBeSwitchedAsTheDocumentSays(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }
}
