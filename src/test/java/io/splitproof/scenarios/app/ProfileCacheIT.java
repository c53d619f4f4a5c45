package io.splitproof.scenarios.app;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.checker.RoleFinding.OfProfiles;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The originals are in the database, which serves while the copies cannot. */
@Tag("scenario")
@SplitproofScenario("scenarios/app/profile-cache.yaml")
class ProfileCacheIT {
    @Test
    void everybodyIsServedByTheDatabaseMeanwhile(Outcome outcome) {
        assertThat(outcome).failedOverAsForecast().held("served-at-least");
        Served.byBothStores(Served.of(OfProfiles.class, outcome, "web"));
    }

    @Test
    void copiesThatCouldNotBeDroppedAreShownUntilTheyExpire(Outcome outcome) {
        assertThat(outcome).held("stale-profiles-within");
        var profiles = Served.of(OfProfiles.class, outcome, "web");
        assertThat(profiles.stale().redis()).isPositive();
        assertThat(profiles.stale().database()).isZero();
    }

    @Test
    void theClaimIsConfirmed(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }
}
