package io.splitproof.scenarios.ha;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A balancer finds the replica that an operator promotes. */
@Tag("scenario")
@SplitproofScenario("scenarios/ha/balancer.yaml")
class BalancerIT {
    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void itSwitchesOnceSomebodyHasPromotedAReplica(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }

    /** A check that times out takes a second, and the next begins a second later. */
    @Test
    void itGivesTheDeadPrimaryUpAfterTwoChecks(Outcome outcome) {
        var balanced = new Balanced(outcome);
        long without = balanced.ledNoWritesTo("redis-1", balanced.fault());
        assertThat(Balanced.between(balanced.fault(), without))
                .isBetween(Duration.ofMillis(900), Duration.ofMillis(4_500));
    }

    @Test
    void itFindsThePromotedReplicaWithItsNextCheck(Outcome outcome) {
        var balanced = new Balanced(outcome);
        long promoted = balanced.begun("s1");
        assertThat(Balanced.between(promoted, balanced.ledWritesTo(List.of("redis-2"), promoted)))
                .isLessThan(Duration.ofMillis(2_500));
    }

    @Test
    void everyReplyHasAnAuthor(Outcome outcome) {
        var balanced = new Balanced(outcome);
        assertThat(balanced.successes("c1", 0, Long.MAX_VALUE)).containsOnlyKeys("redis-1", "redis-2");
        assertThat(balanced.successes("r1", 0, Long.MAX_VALUE).keySet()).isSubsetOf("redis-2", "redis-3");
    }

    @Test
    void readsGoToTheReplicaThatIsLeft(Outcome outcome) {
        var balanced = new Balanced(outcome);
        long switched = balanced.ledWritesTo(List.of("redis-2"), balanced.begun("s1"));
        assertThat(balanced.successes("r1", switched + 2_000_000_000L, Long.MAX_VALUE))
                .containsOnlyKeys("redis-3");
    }
}
