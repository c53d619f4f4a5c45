package io.splitproof.scenarios.replication;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A replica is frozen: the fallback of the document never happens. */
@Tag("scenario")
@SplitproofScenario("scenarios/replication/reads-paused.yaml")
class ReadsPausedIT {
    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void theDocumentsFallbackDoesNotHappen(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.REFUTED);
    }

    @Test
    void noReadOfTheFrozenReplicaFallsBack(Outcome outcome) {
        var recorded = new Recorded(outcome);
        assertThat(recorded.successes("r1")).containsOnlyKeys("redis-2");
        assertThat(recorded.successes("r2")).containsOnlyKeys("redis-2");
    }

    @Test
    void aReaderWithoutATimeoutHangsUntilTheThaw(Outcome outcome) {
        var recorded = new Recorded(outcome);
        long frozen = recorded.faultBegan() + 500_000_000L;
        long healed = recorded.healBegan();
        assertThat(recorded.operations("r1"))
                .as("reads that ended while the replica was frozen")
                .noneMatch(e -> e.end().atNanos() > frozen && e.end().atNanos() < healed);
        assertThat(recorded.longestWithoutSuccess("r1")).isGreaterThan(Duration.ofMillis(5_500));
    }

    @Test
    void aReaderWithATimeoutMeetsTimeoutsAndNothingElse(Outcome outcome) {
        var recorded = new Recorded(outcome);
        long frozen = recorded.faultBegan() + 500_000_000L;
        long healed = recorded.healBegan();
        assertThat(recorded.operations("r2"))
                .filteredOn(e -> e.asked().atNanos() > frozen && e.end().atNanos() < healed)
                .isNotEmpty()
                .noneMatch(Recorded.Ended::ok);
        assertThat(recorded.operations("r2")).anyMatch(Recorded.Ended::timedOut);
    }

    @Test
    void readersOfAnotherReplicaAndTheWriterNoticeNothing(Outcome outcome) {
        var recorded = new Recorded(outcome);
        assertThat(recorded.successes("r3")).containsOnlyKeys("redis-3");
        assertThat(recorded.longestWithoutSuccess("r3")).isLessThan(Duration.ofSeconds(1));
        recorded.readsAddUp("r1");
        recorded.readsAddUp("r2");
        recorded.readsAddUp("r3");
        recorded.accountAddsUp("redis-1", "c1");
    }
}
