package io.splitproof.scenarios.gallery;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.scenarios.sentinel.Accounts;
import io.splitproof.scenarios.sentinel.Facts;
import io.splitproof.trial.Outcome;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The report: a replica that was stopped is promoted with its old data. */
@Tag("scenario")
@SplitproofScenario("scenarios/gallery/redis-12574.yaml")
class Redis12574IT {
    @Test
    void itIsPromotedAlthoughItNeverReachedItsPrimaryAgain(Outcome outcome) {
        Assertions.assertThat(Facts.of(outcome, 1).promoted()).containsExactly("redis-2");
    }

    @Test
    void whatThePrimaryTookMeanwhileIsLost(Outcome outcome) {
        Assertions.assertThat(Facts.of(outcome).lost()).isGreaterThan(100);
    }

    @Test
    void thatItBecomesPrimaryIsConfirmed(Outcome outcome) {
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
