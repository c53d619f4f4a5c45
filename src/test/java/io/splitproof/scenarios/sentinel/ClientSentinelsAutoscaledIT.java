package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.checker.EpisodeFinding;
import io.splitproof.forecast.Forecast;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Three Sentinels on clients become six, and two of them are left. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/client-sentinels-autoscaled.yaml")
class ClientSentinelsAutoscaledIT {
    private static EpisodeFinding episode(Outcome outcome, String fault) {
        return outcome.judgement().findings().episodes().get().stream()
                .filter(e -> e.episode().faults().contains(fault))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void twoOfSixAgreeAndAreNeverElected(Outcome outcome) {
        EpisodeFinding before = episode(outcome, "f2");
        Forecast forecast = before.forecast().get();
        Assertions.assertThat(forecast.failoverPossible()).isFalse();
        Assertions.assertThat(forecast.reason())
                .contains("(quorum 2), but only 2 can vote and 4 of 6 known Sentinels must");
        Assertions.assertThat(before.failover().failedOver()).isFalse();
        Assertions.assertThat(before.failover().tries()).isPositive();
        Assertions.assertThat(before.failover().aborts())
                .isNotEmpty()
                .allMatch(a -> a.startsWith("-failover-abort-not-elected"));
    }

    @Test
    void afterAResetTheTwoFailOver(Outcome outcome) {
        EpisodeFinding after = episode(outcome, "f3");
        Assertions.assertThat(after.forecast().get().reason()).contains("2 can vote (2 needed)");
        Assertions.assertThat(after.failover().failovers()).hasSize(1);
        Assertions.assertThat(after.failover().failovers().get(0).newPrimary()).isEqualTo("redis-2");
    }

    @Test
    void theQuorumThatTheDocumentAsksForMayStayTwo(Outcome outcome) {
        assertThat(outcome).heldEveryObjective().foundItsClaim(Claim.Finding.CONFIRMED_WITH_A_BOUND);
        Accounts.addUp(outcome);
    }
}
