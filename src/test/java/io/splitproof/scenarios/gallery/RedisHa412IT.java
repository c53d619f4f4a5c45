package io.splitproof.scenarios.gallery;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.history.Event.SentinelSaid;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.scenarios.sentinel.Accounts;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The reports: a primary that follows its own replica is never replaced. */
@Tag("scenario")
@SplitproofScenario("scenarios/gallery/redis-ha-412.yaml")
class RedisHa412IT {
    @Test
    void sentinelsReplaceItDownAfterAndTwentySecondsLater(Outcome outcome) {
        Assertions.assertThat(Answers.of(outcome, "c1").longestWithoutSuccess())
                .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(38));
        Assertions.assertThat(outcome.history().of(SentinelSaid.class).map(SentinelSaid::channel))
                .contains("+sdown", "+odown", "+switch-master");
    }

    @Test
    void thatItIsReplacedIsConfirmed(Outcome outcome) {
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
