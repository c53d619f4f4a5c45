package io.splitproof.scenarios.app;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.checker.RoleFinding.OfSessions;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The application falls back to the database while a replica takes over. */
@Tag("scenario")
@SplitproofScenario("scenarios/app/sessions.yaml")
class SessionsIT {
    @Test
    void aReplicaTakesOverAndEverybodyIsServedMeanwhile(Outcome outcome) {
        assertThat(outcome).failedOverAsForecast().held("served-at-least");
        Served.byBothStores(Served.of(OfSessions.class, outcome, "web"));
        Served.byBothStores(Served.of(OfSessions.class, outcome, "strict"));
    }

    /** Before the failover, by a database that never had them. */
    @Test
    void sessionsThatOnlyRedisHadAreUnknownToTheDatabase(Outcome outcome) {
        assertThat(Served.of(OfSessions.class, outcome, "web").lost().database())
                .isPositive();
        assertThat(Served.of(OfSessions.class, outcome, "strict").lost().database())
                .isZero();
    }

    /** After the failover, by a Redis that never had them. */
    @Test
    void sessionsThatWereMadeInTheDatabaseAreUnknownToRedis(Outcome outcome) {
        assertThat(Served.of(OfSessions.class, outcome, "web").lost().redis()).isPositive();
        assertThat(Served.of(OfSessions.class, outcome, "strict").lost().redis())
                .isPositive();
    }

    @Test
    void soTheClaimThatSessionsAreKeptIsRefuted(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.REFUTED);
    }
}
