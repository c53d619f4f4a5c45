package io.splitproof.scenarios.app;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.checker.RoleFinding.OfCalls;
import io.splitproof.checker.RoleFinding.OfProfiles;
import io.splitproof.checker.RoleFinding.OfSessions;
import io.splitproof.checker.RoleFinding.OfTokens;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One shard of three fails over; every role has keys in it and in the others. */
@Tag("scenario")
@SplitproofScenario("scenarios/app/cluster-shard-crash.yaml")
class ClusterShardCrashIT {
    @Test
    void aReplicaIsPromotedAndEverybodyIsServedMeanwhile(Outcome outcome) {
        assertThat(outcome).failedOverAsForecast().held("served-at-least");
        Served.byBothStores(Served.of(OfSessions.class, outcome, "web"));
        Served.byBothStores(Served.of(OfTokens.class, outcome, "api"));
        Served.byBothStores(Served.of(OfProfiles.class, outcome, "pages"));
        Served.byBothStores(Served.of(OfCalls.class, outcome, "gate"));
    }

    @Test
    void usersLogInAgainAndCopiesAgeNoFurtherThanTheyMay(Outcome outcome) {
        assertThat(outcome).held("re-logins").held("stale-profiles-within");
    }

    @Test
    void theClaimIsConfirmed(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }
}
