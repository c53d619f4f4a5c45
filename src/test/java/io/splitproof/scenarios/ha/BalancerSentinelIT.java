package io.splitproof.scenarios.ha;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.forecast.Stage;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sentinel promotes, and the balancer finds whom. */
@Tag("scenario")
@SplitproofScenario("scenarios/ha/balancer-sentinel.yaml")
class BalancerSentinelIT {
    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void anotherHostTakesOverAndTheBalancerSwitches(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }

    /** The balancer's next check comes within a second of the promotion. */
    @Test
    void itFollowsThePromotionAtOnce(Outcome outcome) {
        var failover = outcome.judgement()
                .findings()
                .episodes()
                .get()
                .get(0)
                .failover()
                .failovers()
                .get(0);
        var writable = failover.stages().get(Stage.WRITABLE);
        assertThat(writable).isNotNull();
        long led = new Balanced(outcome)
                .ledWritesTo(List.of(failover.newPrimary()), writable.fromNanos() - 1_000_000_000L);
        assertThat(Balanced.between(writable.toNanos(), led)).isLessThan(Duration.ofMillis(2_500));
    }
}
