package io.splitproof.scenarios.replication;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A replica is killed, and its readers ask the primary. */
@Tag("scenario")
@SplitproofScenario("scenarios/replication/reads.yaml")
class ReadsIT {
    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void theDocumentsFallbackWorksWhereAReplicaRefuses(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }

    @Test
    void readersOfTheDeadReplicaReadFromThePrimaryAndFromNobodyElse(Outcome outcome) {
        var recorded = new Recorded(outcome);
        long killed = recorded.faultBegan() + 500_000_000L;
        long healed = recorded.healBegan();
        assertThat(recorded.operations("r1"))
                .filteredOn(e -> e.asked().atNanos() > killed && e.end().atNanos() < healed)
                .hasSizeGreaterThan(100)
                .allMatch(e -> e.ok() && e.node().equals("redis-1"));
        assertThat(recorded.successes("r1")).containsOnlyKeys("redis-2", "redis-1");
        assertThat(recorded.longestWithoutSuccess("r1")).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void itsReadersComeBackToItAndTheOthersNeverLeaveTheirs(Outcome outcome) {
        var recorded = new Recorded(outcome);
        assertThat(recorded.operations("r1")
                        .get(recorded.operations("r1").size() - 1)
                        .node())
                .isEqualTo("redis-2");
        assertThat(recorded.successes("r2")).containsOnlyKeys("redis-3");
        assertThat(recorded.successes("r3")).containsOnlyKeys("redis-4");
    }

    @Test
    void readsAndWritesAddUp(Outcome outcome) {
        var recorded = new Recorded(outcome);
        recorded.readsAddUp("r1");
        recorded.readsAddUp("r2");
        recorded.readsAddUp("r3");
        recorded.accountAddsUp("redis-1", "c1");
    }
}
