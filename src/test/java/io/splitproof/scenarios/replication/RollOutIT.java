package io.splitproof.scenarios.replication;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Replicas join a loaded primary, reads move to them, and the primary is stopped. */
@Tag("scenario")
@SplitproofScenario("scenarios/replication/roll-out.yaml")
class RollOutIT {
    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void theRollOutKeepsItsPromise(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }

    @Test
    void infoShowsBothReplicasOnlineBeforeReadsMove(Outcome outcome) {
        var recorded = new Recorded(outcome);
        assertThat(recorded.answer("s2"))
                .contains("connected_slaves:2")
                .containsPattern("slave0:ip=127\\.0\\.0\\.[23],port=6379,state=online,offset=[1-9][0-9]*,lag=[01]")
                .containsPattern("slave1:ip=127\\.0\\.0\\.[23],port=6379,state=online,offset=[1-9][0-9]*,lag=[01]");
        assertThat(recorded.done("s2")).isLessThan(recorded.begun("s4"));
    }

    @Test
    void theWriterWaitsForNoResync(Outcome outcome) {
        var recorded = new Recorded(outcome);
        long synced = recorded.done("s3");
        assertThat(recorded.operations("c1"))
                .filteredOn(e -> e.end().atNanos() < synced)
                .hasSizeGreaterThan(200)
                .allMatch(Recorded.Ended::ok);
    }

    @Test
    void readsMoveToTheReplica(Outcome outcome) {
        var recorded = new Recorded(outcome);
        assertThat(recorded.successes("r1")).containsOnlyKeys("redis-1", "redis-2");
        recorded.readsAddUp("r1");
    }

    @Test
    void theBenchmarkOfTheDocumentGivesAFigure(Outcome outcome) {
        assertThat(new Recorded(outcome).answer("s5")).containsPattern("GET: [0-9.]+ requests per second");
    }

    @Test
    void everyWriteIsAccountedFor(Outcome outcome) {
        assertThat(outcome).accountedForEveryWrite();
        new Recorded(outcome).accountAddsUp("redis-2", "c1");
    }
}
