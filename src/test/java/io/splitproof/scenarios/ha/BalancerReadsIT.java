package io.splitproof.scenarios.ha;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.history.Event.BalancerSeen;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A balancer spreads readers over replicas, and takes one that dies out of the round. */
@Tag("scenario")
@SplitproofScenario("scenarios/ha/balancer-reads.yaml")
class BalancerReadsIT {
    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void aReaderOfTheDeadReplicaNoticesUntilTheChecksDo(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED_WITH_A_BOUND);
    }

    @Test
    void atFirstEachReaderHasAReplicaOfItsOwn(Outcome outcome) {
        var balanced = new Balanced(outcome);
        var replicas = new TreeSet<String>();
        for (String reader : new String[] {"r1", "r2", "r3"}) {
            var served = balanced.successes(reader, 0, balanced.fault());
            assertThat(served).as("nodes that served " + reader).hasSize(1);
            replicas.addAll(served.keySet());
        }
        assertThat(replicas).containsExactly("redis-2", "redis-3", "redis-4");
    }

    @Test
    void noReaderIsLedToThePrimary(Outcome outcome) {
        assertThat(outcome.history().of(BalancerSeen.class))
                .allSatisfy(seen -> assertThat(seen.reads()).doesNotContain("redis-1"));
    }

    @Test
    void theDeadReplicaLeavesTheRoundAndComesBack(Outcome outcome) {
        var seen = outcome.history().of(BalancerSeen.class).toList();
        assertThat(seen).anyMatch(s -> s.answers() && !s.reads().contains("redis-2"));
        assertThat(seen.get(seen.size() - 1).reads()).containsExactly("redis-2", "redis-3", "redis-4");
    }
}
