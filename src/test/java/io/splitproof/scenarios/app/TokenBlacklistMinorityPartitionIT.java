package io.splitproof.scenarios.app;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.checker.RoleFinding.OfTokens;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Revocations that a cut-off primary acknowledged are gone after the heal. */
@Tag("scenario")
@SplitproofScenario("scenarios/app/token-blacklist-minority-partition.yaml")
class TokenBlacklistMinorityPartitionIT {
    @Test
    void theMajorityFailsOverAsForecast(Outcome outcome) {
        assertThat(outcome).failedOverAsForecast();
    }

    @Test
    void tokensThatWereRevokedAtTheOldPrimaryAreAcceptedByTheNewOne(Outcome outcome) {
        var cutOff = Served.of(OfTokens.class, outcome, "c1");
        assertThat(cutOff.accepted().redis()).isPositive();
        assertThat(cutOff.tokens()).isGreaterThan(20);
        assertThat(cutOff.firstAccepted().get(0)).contains("by redis-1");
    }

    @Test
    void theOtherSideLosesNoneOfThem(Outcome outcome) {
        assertThat(Served.of(OfTokens.class, outcome, "c2").tokens()).isLessThan(3);
    }

    @Test
    void theClaimIsConfirmed(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }
}
