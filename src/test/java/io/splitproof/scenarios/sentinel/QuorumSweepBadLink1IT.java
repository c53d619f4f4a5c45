package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Five Sentinels, a quorum of 1; one of them loses its link to a healthy primary. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/quorum-sweep-bad-link-1.yaml")
class QuorumSweepBadLink1IT {
    @Test
    void thatSentinelAloneReplacesAHealthyPrimary(Outcome outcome) {
        assertThat(outcome).failedOverAsForecast();
        Assertions.assertThat(Facts.of(outcome).sentinelsThatSawItDown()).containsExactly("sentinel-5");
        Assertions.assertThat(Facts.of(outcome).promoted()).containsExactly("redis-2");
    }

    @Test
    void theOtherSentinelsDemoteTheOldPrimaryBeforeTheHeal(Outcome outcome) {
        assertThat(outcome).held("lost-writes-within-forecast");
        Assertions.assertThat(Facts.of(outcome).sentinelsThatSaid("+convert-to-slave", "slave 127.0.0.1:6379"))
                .isNotEmpty()
                .doesNotContain("sentinel-5");
        Assertions.assertThat(Facts.of(outcome).lost()).isPositive();
    }

    @Test
    void thatASmallQuorumHasFalsePositivesIsConfirmed(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }

    @Test
    void everyWriteIsAccountedFor(Outcome outcome) {
        assertThat(outcome).accountedForEveryWrite();
        Accounts.addUp(outcome);
    }
}
