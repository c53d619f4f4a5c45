package io.splitproof.scenarios.app;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.checker.RoleFinding.OfTokens;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Three ways to fall back from a blacklist, and what each lets through. */
@Tag("scenario")
@SplitproofScenario("scenarios/app/token-blacklist.yaml")
class TokenBlacklistIT {
    @Test
    void withoutADatabaseTokensAreNotServedRatherThanAccepted(Outcome outcome) {
        var alone = Served.of(OfTokens.class, outcome, "alone");
        assertThat(alone.service().failed() + alone.service().indeterminate()).isGreaterThan(30);
        assertThat(alone.accepted().database() + alone.accepted().skipped()).isZero();
    }

    @Test
    void aDatabaseThatKnowsNothingOfTheListAcceptsWhatIsOnIt(Outcome outcome) {
        assertThat(Served.of(OfTokens.class, outcome, "api").accepted().database())
                .isPositive();
    }

    @Test
    void aDatabaseThatHasTheWholeListAcceptsNothingOfIt(Outcome outcome) {
        assertThat(Served.of(OfTokens.class, outcome, "strict").accepted().database())
                .isZero();
    }

    @Test
    void whatWasRevokedInTheDatabaseAloneIsAcceptedByRedisAfterwards(Outcome outcome) {
        assertThat(Served.of(OfTokens.class, outcome, "api").accepted().redis()).isPositive();
        assertThat(Served.of(OfTokens.class, outcome, "strict").accepted().redis())
                .isPositive();
    }

    @Test
    void soTheClaimThatTheFallbackIsEnoughIsRefuted(Outcome outcome) {
        assertThat(outcome).failedOverAsForecast().foundItsClaim(Claim.Finding.REFUTED);
    }
}
