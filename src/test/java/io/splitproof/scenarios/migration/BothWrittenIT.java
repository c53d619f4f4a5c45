package io.splitproof.scenarios.migration;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.scenarios.replication.Recorded;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nothing stops 201 while the application moves. */
@Tag("scenario")
@SplitproofScenario("scenarios/migration/both-written.yaml")
class BothWrittenIT {
    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void almostWithoutErrorsOnlyAtThePriceOfLostWrites(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED_WITH_A_BOUND).hadSplitBrainAsForecast();
    }

    @Test
    void everythingThat201AcknowledgedAfterThePromotionIsLostAndNothingElse(Outcome outcome) {
        var recorded = new Recorded(outcome);
        long promoted = recorded.done("s8");
        var late = recorded.acknowledged(
                "app-2", o -> o.node().equals("redis-201") && o.asked().atNanos() > promoted);
        assertThat(late).hasSizeGreaterThan(30);
        assertThat(recorded.finallyOn("redis-301", "app-2")).doesNotContainAnyElementsOf(late);
        assertThat(recorded.finallyOn("redis-301", "app-2"))
                .containsAll(recorded.acknowledged("app-2", o -> o.node().equals("redis-301")));
        recorded.accountAddsUp("redis-301", "app-2");
        assertThat(outcome).violates(new io.splitproof.checker.Objective.NoLateWrites());
    }
}
