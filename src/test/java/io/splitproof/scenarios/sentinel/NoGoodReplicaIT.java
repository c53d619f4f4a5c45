package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One replica has priority 0, the other was without its primary for too long. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/no-good-replica.yaml")
class NoGoodReplicaIT {
    @Test
    void theLeaderFindsNoneAndGivesUp(Outcome outcome) {
        assertThat(outcome).didNotFailOver().hadNoSplitBrain();
        Assertions.assertThat(Facts.of(outcome, 1).aborts()).contains("-failover-abort-no-good-slave");
    }

    @Test
    void theForecastNamesBoth(Outcome outcome) {
        Assertions.assertThat(outcome.judgement()
                        .findings()
                        .episodes()
                        .get()
                        .get(1)
                        .forecast()
                        .get()
                        .reason())
                .contains("redis-2 has replica-priority 0", "the link of redis-3 has been down for longer than");
    }

    @Test
    void thatNeitherIsPromotedIsConfirmed(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }

    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }
}
