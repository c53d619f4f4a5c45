package io.splitproof.scenarios.cluster;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.scenarios.replication.Recorded;
import io.splitproof.trial.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Replication, then Sentinels, then a Cluster, as transitions of one system under load; then a crash. */
@Tag("scenario")
@SplitproofScenario("scenarios/cluster/phase-3.yaml")
class Phase3IT {
    private static final Map<String, String> OWNERS = Map.of("c1", "redis-7", "c2", "redis-5", "c3", "redis-6");
    private static final String STOPPED = "s8";
    private static final String IMPORTED = "s11";

    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void aReplicaTakesOverByItselfInTheLastPhaseToo(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }

    @Test
    void everyWriterBeganWithThePrimaryAndEndedWithItsShard(Outcome outcome) {
        var recorded = new Recorded(outcome);
        assertThat(recorded.successes("c1")).containsOnlyKeys("redis-1", "redis-4", "redis-7");
        assertThat(recorded.successes("c2")).containsOnlyKeys("redis-1", "redis-5");
        assertThat(recorded.successes("c3")).containsOnlyKeys("redis-1", "redis-6");
    }

    @Test
    void whatTheOldPrimaryAcknowledgedInTwoPhasesIsInTheCluster(Outcome outcome) {
        var recorded = new Recorded(outcome);
        OWNERS.forEach((client, owner) -> {
            var before = recorded.acknowledged(client, o -> o.node().equals("redis-1"));
            assertThat(before).as("what %s wrote before", client).hasSizeGreaterThan(150);
            assertThat(recorded.finallyOn(owner, client))
                    .as("what %s has of %s", owner, client)
                    .containsAll(before);
            recorded.accountAddsUp(owner, client);
        });
    }

    @Test
    void nobodyWroteAnywhereBetweenTheStopAndTheEndOfTheImport(Outcome outcome) {
        var recorded = new Recorded(outcome);
        long stopped = recorded.done(STOPPED);
        long imported = recorded.done(IMPORTED);
        for (String client : List.of("c1", "c2", "c3")) {
            assertThat(recorded.operations(client))
                    .filteredOn(o -> o.asked().atNanos() > stopped && o.end().atNanos() < imported)
                    .as("operations of %s meanwhile", client)
                    .isNotEmpty()
                    .noneMatch(Recorded.Ended::ok);
        }
        assertThat(recorded.answer(IMPORTED)).contains("each of the 4 keys that redis-3 held is in the Cluster");
    }

    @Test
    void theReaderFollows(Outcome outcome) {
        assertThat(new Recorded(outcome).successes("r1")).containsKeys("redis-2", "redis-4", "redis-7");
    }
}
