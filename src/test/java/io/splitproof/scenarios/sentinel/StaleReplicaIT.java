package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The only replica has been without its primary for longer than the limit, in silence. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/stale-replica.yaml")
class StaleReplicaIT {
    @Test
    void itIsPromotedAllTheSame(Outcome outcome) {
        Assertions.assertThat(Facts.of(outcome, 1).promoted()).containsExactly("redis-2");
    }

    @Test
    void everythingSinceTheCutIsLost(Outcome outcome) {
        assertThat(outcome).held("lost-writes-within-forecast");
        var writes = outcome.judgement().findings().writes().get();
        Assertions.assertThat(writes.total().lost()).isGreaterThan(500);
        long cut = outcome.judgement()
                .findings()
                .episodes()
                .get()
                .get(0)
                .episode()
                .fault()
                .fromNanos();
        Assertions.assertThat(Duration.ofNanos(writes.window(0).orElseThrow().firstNanos() - cut))
                .isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void thatATooOldReplicaIsNotPromotedIsRefuted(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.REFUTED);
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
