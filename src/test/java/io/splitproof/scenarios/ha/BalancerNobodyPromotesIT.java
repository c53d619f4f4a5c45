package io.splitproof.scenarios.ha;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A balancer makes no primary: without a promotion there is nothing to switch to. */
@Tag("scenario")
@SplitproofScenario("scenarios/ha/balancer-nobody-promotes.yaml")
class BalancerNobodyPromotesIT {
    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void nothingTakesOver(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.REFUTED);
    }

    @Test
    void itLeadsToNobodyUntilTheEnd(Outcome outcome) {
        var balanced = new Balanced(outcome);
        long nobody = balanced.ledWritesTo(List.of(), balanced.fault());
        assertThat(outcome.judgement().findings().balancing())
                .noneMatch(l -> l.since().fromNanos() > nobody && !l.writes().isEmpty());
        assertThat(balanced.successes("c1", nobody, Long.MAX_VALUE)).isEmpty();
    }
}
