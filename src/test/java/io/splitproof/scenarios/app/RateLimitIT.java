package io.splitproof.scenarios.app;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.checker.RoleFinding.OfCalls;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The database counts from zero while Redis fails. */
@Tag("scenario")
@SplitproofScenario("scenarios/app/rate-limit.yaml")
class RateLimitIT {
    @Test
    void everybodyIsServedMeanwhile(Outcome outcome) {
        assertThat(outcome).failedOverAsForecast().held("served-at-least");
        Served.byBothStores(Served.of(OfCalls.class, outcome, "web"));
    }

    @Test
    void callsOverTheLimitAreLetThroughAsOftenAsAChangeOfTheCounterAllows(Outcome outcome) {
        assertThat(outcome).held("requests-over-limit").held("requests-over-limit-within");
        assertThat(Served.of(OfCalls.class, outcome, "web").over().skipped()).isZero();
    }

    @Test
    void soTheLimitProtectsWithinABound(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED_WITH_A_BOUND);
    }
}
