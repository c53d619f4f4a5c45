package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Five Sentinels, a quorum of 2; two die with the primary. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/five-quorum-two-three-left.yaml")
class FiveQuorumTwoThreeLeftIT {
    @Test
    void threeSentinelsFailOverAsForecast(Outcome outcome) {
        assertThat(outcome).failedOverAsForecast().hadNoSplitBrain();
        Assertions.assertThat(Facts.of(outcome).promoted()).containsExactly("redis-2");
        Assertions.assertThat(Facts.of(outcome).sentinelsThatSawItDown())
                .containsOnly("sentinel-1", "sentinel-2", "sentinel-3");
    }

    @Test
    void thatThreeOfFiveAreEnoughIsConfirmed(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }

    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void everyWriteIsAccountedFor(Outcome outcome) {
        assertThat(outcome).accountedForEveryWrite();
        Accounts.addUp(outcome);
    }
}
