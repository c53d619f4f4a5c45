package io.splitproof.scenarios.app;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.checker.RoleFinding.OfCalls;
import io.splitproof.checker.RoleFinding.OfProfiles;
import io.splitproof.checker.RoleFinding.OfSessions;
import io.splitproof.checker.RoleFinding.OfTokens;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All that one Redis without a disk kept is gone when it is back. */
@Tag("scenario")
@SplitproofScenario("scenarios/app/single-crash.yaml")
class SingleCrashIT {
    @Test
    void everyRoleFallsBackAndComesBack(Outcome outcome) {
        assertThat(outcome).held("served-at-least");
        Served.byBothStores(Served.of(OfSessions.class, outcome, "web"));
        Served.byBothStores(Served.of(OfTokens.class, outcome, "api"));
        Served.byBothStores(Served.of(OfProfiles.class, outcome, "pages"));
        Served.byBothStores(Served.of(OfCalls.class, outcome, "gate"));
    }

    @Test
    void sessionsAndTheBlacklistAreLost(Outcome outcome) {
        assertThat(outcome).held("re-logins").held("revoked-tokens-accepted");
        assertThat(Served.of(OfSessions.class, outcome, "web").lost().redis()).isPositive();
        assertThat(Served.of(OfTokens.class, outcome, "api").accepted().redis()).isPositive();
    }

    @Test
    void anEmptyCacheShowsNothingOld(Outcome outcome) {
        assertThat(Served.of(OfProfiles.class, outcome, "pages").stale().total())
                .isZero();
    }

    @Test
    void theClaimIsConfirmed(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }
}
