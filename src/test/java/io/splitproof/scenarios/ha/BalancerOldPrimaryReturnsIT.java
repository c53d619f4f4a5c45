package io.splitproof.scenarios.ha;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.checker.Overlap;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two nodes say role:master, and a check of the role writes to both. */
@Tag("scenario")
@SplitproofScenario("scenarios/ha/balancer-old-primary-returns.yaml")
class BalancerOldPrimaryReturnsIT {
    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void theBalancerDoesNotSwitchSafely(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.REFUTED);
    }

    @Test
    void itLeadsWritesToBoth(Outcome outcome) {
        var balanced = new Balanced(outcome);
        long both = balanced.ledWritesTo(List.of("redis-1", "redis-2"), balanced.healed());
        assertThat(both).isLessThan(balanced.begun("s2"));
    }

    @Test
    void twoNodesAcknowledgeWithoutAnyPartition(Outcome outcome) {
        List<Overlap> overlaps =
                outcome.judgement().findings().splitBrain().get().overlaps();
        assertThat(overlaps).isNotEmpty().allSatisfy(o -> {
            assertThat(o.loser()).isEqualTo("redis-1");
            assertThat(o.winner()).isEqualTo("redis-2");
        });
        var balanced = new Balanced(outcome);
        Duration split = overlaps.stream().map(o -> o.during().length()).reduce(Duration.ZERO, Duration::plus);
        assertThat(split)
                .isBetween(
                        Duration.ofSeconds(1),
                        Balanced.between(balanced.begun("s2"), balanced.begun("s5"))
                                .plusSeconds(1));
    }

    /** What redis-1 acknowledged after it came back is lost, all of it, and nothing else from then on. */
    @Test
    void whatTheOldPrimaryWasGivenIsLost(Outcome outcome) {
        var balanced = new Balanced(outcome);
        long redeployed = balanced.begun("s2");
        long given = Stream.of("c1", "c2", "c3", "c4")
                .mapToLong(
                        c -> balanced.successes(c, redeployed, Long.MAX_VALUE).getOrDefault("redis-1", 0L))
                .sum();
        var writes = outcome.judgement().findings().writes().get();
        assertThat(given).isPositive();
        assertThat(writes.total().lost()).isBetween(given, given + 5);
    }
}
