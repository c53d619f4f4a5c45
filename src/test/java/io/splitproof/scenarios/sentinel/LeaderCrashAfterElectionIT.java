package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.forecast.Stage;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The Sentinel that is elected dies before it has promoted anybody. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/leader-crash-after-election.yaml")
class LeaderCrashAfterElectionIT {
    @Test
    void anotherSentinelFinishesTheFailover(Outcome outcome) {
        LeaderCrashes.anotherSentinelFinishes(outcome);
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }

    @Test
    void nobodyAcceptsWritesBeforeTheSecondRound(Outcome outcome) {
        Assertions.assertThat(LeaderCrashes.after(outcome, Stage.WRITABLE)).isGreaterThan(Duration.ofSeconds(12));
    }

    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
        Accounts.addUp(outcome);
    }
}
