package io.splitproof.scenarios.app;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.checker.RoleFinding.OfSessions;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sessions that nobody can check are let through. */
@Tag("scenario")
@SplitproofScenario("scenarios/app/sessions-emergency.yaml")
class SessionsEmergencyIT {
    @Test
    void everybodyIsServedMeanwhileSomeWithoutACheck(Outcome outcome) {
        assertThat(outcome).failedOverAsForecast().held("served-at-least");
        assertThat(Served.of(OfSessions.class, outcome, "web")
                        .service()
                        .served()
                        .skipped())
                .isPositive();
    }

    @Test
    void sessionsThatWereEndedAreLetThroughWithTheOthers(Outcome outcome) {
        assertThat(outcome).held("ended-sessions-accepted");
        assertThat(Served.of(OfSessions.class, outcome, "web").endedAccepted().skipped())
                .isPositive();
    }

    @Test
    void soTheRuleServesAndItsPriceIsTold(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED_WITH_A_BOUND);
    }
}
