package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Dedicated Sentinels in three zones watch two groups; the zone of one primary dies. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/dedicated-zone-outage.yaml")
class DedicatedZoneOutageIT {
    @Test
    void theOtherZonesFailOverAsForecast(Outcome outcome) {
        assertThat(outcome).failedOverAsForecast().hadNoSplitBrain();
        Assertions.assertThat(Facts.of(outcome, "shop").promoted()).containsExactly("redis-2");
        Assertions.assertThat(Facts.of(outcome, "shop").sentinelsThatSawItDown())
                .containsOnly("sentinel-2", "sentinel-3");
    }

    @Test
    void theOtherGroupKeepsItsPrimary(Outcome outcome) {
        Assertions.assertThat(Facts.of(outcome, "cart").promoted()).isEmpty();
        Assertions.assertThat(Facts.of(outcome, "cart").sentinelsThatSawItDown())
                .isEmpty();
    }

    @Test
    void thatDedicatedSentinelsSurviveAZoneIsConfirmed(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }

    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void everyWriteIsAccountedFor(Outcome outcome) {
        assertThat(outcome).accountedForEveryWrite();
        Accounts.addUp(outcome);
    }
}
