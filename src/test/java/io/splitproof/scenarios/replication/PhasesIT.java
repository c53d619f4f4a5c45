package io.splitproof.scenarios.replication;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Phase 1 becomes phase 2 under load, and then the primary crashes. */
@Tag("scenario")
@SplitproofScenario("scenarios/replication/phases.yaml")
class PhasesIT {
    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void aReplicaTakesOverByItself(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }

    @Test
    void noTransitionCostsTheWriterAnything(Outcome outcome) {
        var recorded = new Recorded(outcome);
        long crash = recorded.faultBegan();
        assertThat(recorded.operations("c1"))
                .filteredOn(e -> e.end().atNanos() < crash)
                .hasSizeGreaterThan(500)
                .allMatch(Recorded.Ended::ok);
    }

    @Test
    void theSecondReplicaHasWhatWasWrittenBeforeItExisted(Outcome outcome) {
        var recorded = new Recorded(outcome);
        long started = recorded.begun("s1");
        var before = recorded.acknowledged("c1", e -> e.end().atNanos() < started);
        assertThat(before).hasSizeGreaterThan(100);
        assertThat(recorded.finallyOn("redis-3", "c1")).containsAll(before);
    }

    @Test
    void theWriterFollowsTheSentinels(Outcome outcome) {
        var recorded = new Recorded(outcome);
        var failover = outcome.judgement()
                .findings()
                .episodes()
                .get()
                .get(0)
                .failover()
                .failovers()
                .get(0);
        assertThat(recorded.successes("c1")).containsOnlyKeys("redis-1", failover.newPrimary());
        recorded.accountAddsUp(failover.newPrimary(), "c1");
    }
}
