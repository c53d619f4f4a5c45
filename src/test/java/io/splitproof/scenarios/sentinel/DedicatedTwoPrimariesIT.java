package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Dedicated Sentinels in three zones; the primaries of two groups die at once. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/dedicated-two-primaries.yaml")
class DedicatedTwoPrimariesIT {
    @Test
    void bothGroupsFailOverAsForecast(Outcome outcome) {
        assertThat(outcome).failedOverAsForecast().hadNoSplitBrain();
        Assertions.assertThat(Facts.of(outcome, "shop").promoted()).containsExactly("redis-2");
        Assertions.assertThat(Facts.of(outcome, "cart").promoted()).containsExactly("redis-4");
    }

    @Test
    void thatOneClusterWatchesSeveralGroupsIsConfirmed(Outcome outcome) {
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
