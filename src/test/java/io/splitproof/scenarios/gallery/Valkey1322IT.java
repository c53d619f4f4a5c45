package io.splitproof.scenarios.gallery;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.scenarios.sentinel.Facts;
import io.splitproof.trial.Outcome;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The report: after a stop of everything Sentinels name different primaries. */
@Tag("scenario")
@SplitproofScenario("scenarios/gallery/valkey-1322.yaml")
class Valkey1322IT {
    @Test
    void theFailoverBeforeWasForNoOtherReason(Outcome outcome) {
        Assertions.assertThat(Facts.of(outcome).promoted()).containsExactly("redis-2");
        Assertions.assertThat(Facts.of(outcome, 1).promoted()).isEmpty();
    }

    @Test
    void theSentinelThatStartsFirstSendsItsClientToTheSamePrimary(Outcome outcome) {
        Assertions.assertThat(Answers.of(outcome, "c1").last()).isEqualTo("redis-2");
        Assertions.assertThat(Answers.of(outcome, "c2").last()).isEqualTo("redis-2");
    }

    @Test
    void thatAllNameOnePrimaryIsConfirmed(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }

    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }
}
