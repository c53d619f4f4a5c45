package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.forecast.Stage;
import io.splitproof.history.Event.WriteProbed;
import io.splitproof.history.WriteAnswer;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The Sentinel that leads dies once it has promoted a replica, and has told nobody. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/leader-crash-after-promotion.yaml")
class LeaderCrashAfterPromotionIT {
    @Test
    void anotherSentinelFinishesTheFailover(Outcome outcome) {
        LeaderCrashes.anotherSentinelFinishes(outcome);
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }

    @Test
    void aReplicaAcceptsWritesAtOnceAndNoClientIsSentToIt(Outcome outcome) {
        var episode = LeaderCrashes.episode(outcome).episode();
        var first = outcome.history()
                .of(WriteProbed.class)
                .filter(p -> p.atNanos() > episode.atNanos() && p.answer() == WriteAnswer.ACKNOWLEDGED)
                .findFirst()
                .orElseThrow();
        Assertions.assertThat(episode.since(first.atNanos())).isLessThan(Duration.ofSeconds(4));
        // Where votes split, none is served before the end.
        Assertions.assertThat(LeaderCrashes.failover(outcome).firstSuccess().values())
                .allSatisfy(
                        served -> Assertions.assertThat(episode.since(served)).isGreaterThan(Duration.ofSeconds(12)));
        Assertions.assertThat(LeaderCrashes.after(outcome, Stage.SWITCH_FIRST)).isGreaterThan(Duration.ofSeconds(12));
    }

    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
        Accounts.addUp(outcome);
    }
}
