package io.splitproof.scenarios.gallery;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.history.Event.SentinelSaid;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The reports: a leader dies in its failover, and the next try comes late. */
@Tag("scenario")
@SplitproofScenario("scenarios/gallery/cloudpirates-1422.yaml")
class CloudPirates1422IT {
    @Test
    void anotherSentinelTriesTwoFailoverTimeoutsLater(Outcome outcome) {
        List<Long> tries = outcome.history()
                .of(SentinelSaid.class)
                .filter(s -> s.channel().equals("+try-failover"))
                .map(SentinelSaid::atNanos)
                .toList();
        Assertions.assertThat(tries).hasSizeGreaterThanOrEqualTo(2);
        Assertions.assertThat(Duration.ofNanos(tries.get(tries.size() - 1) - tries.get(0)))
                .isBetween(Duration.ofMillis(9_500), Duration.ofMillis(12_500));
    }

    @Test
    void clientsAreWithoutServiceUntilThen(Outcome outcome) {
        Assertions.assertThat(Answers.of(outcome, "c1").longestWithoutSuccess())
                .isBetween(Duration.ofSeconds(12), Duration.ofSeconds(18));
    }

    @Test
    void thatTheNextTryComesSoLateIsConfirmed(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }

    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }
}
