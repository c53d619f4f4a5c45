package io.splitproof.scenarios.replication;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A replica is promoted while the primary lives, and both accept writes. */
@Tag("scenario")
@SplitproofScenario("scenarios/replication/manual-failover-live.yaml")
class ManualFailoverLiveIT {
    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void withoutDowntimeOnlyAtThePriceOfLostWrites(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED_WITH_A_BOUND);
    }

    @Test
    void everythingThatTheOldPrimaryAcknowledgedAfterThePromotionIsLost(Outcome outcome) {
        var recorded = new Recorded(outcome);
        long promoted = recorded.done("s1");
        for (String client : new String[] {"c1", "c2"}) {
            var late = recorded.acknowledged(
                    client, e -> e.node().equals("redis-1") && e.asked().atNanos() > promoted);
            assertThat(late).as("late writes of " + client + " on redis-1").hasSizeGreaterThan(50);
            assertThat(recorded.finallyOn("redis-2", client)).doesNotContainAnyElementsOf(late);
            recorded.accountAddsUp("redis-2", client);
        }
    }

    @Test
    void nothingThatTheNewPrimaryAcknowledgedIsLost(Outcome outcome) {
        var recorded = new Recorded(outcome);
        for (String client : new String[] {"c1", "c2"}) {
            assertThat(recorded.finallyOn("redis-1", client))
                    .containsAll(recorded.acknowledged(client, e -> e.node().equals("redis-2")));
        }
    }

    @Test
    void bothAcknowledgedWhileTheApplicationMoved(Outcome outcome) {
        assertThat(outcome).hadSplitBrainAsForecast();
        var overlaps = outcome.judgement().findings().splitBrain().get().overlaps();
        assertThat(overlaps).isNotEmpty();
        assertThat(overlaps.get(0).loser()).isEqualTo("redis-1");
    }
}
