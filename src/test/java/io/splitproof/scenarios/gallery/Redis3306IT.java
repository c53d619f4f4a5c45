package io.splitproof.scenarios.gallery;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.scenarios.sentinel.Facts;
import io.splitproof.trial.Outcome;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The report: a majority without the primary and one Sentinel never fails over. */
@Tag("scenario")
@SplitproofScenario("scenarios/gallery/redis-3306.yaml")
class Redis3306IT {
    @Test
    void itFailsOver(Outcome outcome) {
        Assertions.assertThat(Facts.of(outcome).promoted()).hasSize(1);
        Assertions.assertThat(Facts.of(outcome).sentinelsThatSawItDown())
                .containsExactlyInAnyOrder("sentinel-2", "sentinel-3");
    }

    @Test
    void thatItNeverDoesIsRefuted(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.REFUTED);
    }

    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }
}
