package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** After a failover one Sentinel of three loses sight of the healthy new primary. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/no-false-failover-second.yaml")
class NoFalseFailoverSecondIT {
    @Test
    void theCrashIsFailedOver(Outcome outcome) {
        Assertions.assertThat(Facts.of(outcome, 0).promoted()).containsExactly("redis-2");
    }

    @Test
    void thatOneSentinelSeesTheNewPrimaryDownPromotesNobody(Outcome outcome) {
        Facts second = Facts.of(outcome, 1);
        Assertions.assertThat(second.sentinelsThatSawItDown()).containsExactly("sentinel-1");
        Assertions.assertThat(second.sentinelsThatSaid("+odown", "127.0.0.2 6379"))
                .as("what the others said of the old primary does not count")
                .isEmpty();
        Assertions.assertThat(second.promoted()).isEmpty();
    }

    @Test
    void thatTheQuorumPreventsAFalseFailoverIsConfirmed(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }

    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
        Accounts.addUp(outcome);
    }
}
