package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.history.WriteAnswer;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nothing reaches the primary; replicas go on receiving what it sends. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/one-way-cut-to-primary.yaml")
class OneWayCutToPrimaryIT {
    @Test
    void theGateShutsAfterTheLagSinceNoAcknowledgementArrives(Outcome outcome) {
        Assertions.assertThat(Facts.of(outcome).firstAnswered("redis-1", WriteAnswer.NOREPLICAS))
                .isBetween(Duration.ofMillis(8_500), Duration.ofMillis(12_500));
    }

    @Test
    void whatItSaidBeforeTheFailoverIsKept(Outcome outcome) {
        var window = outcome.judgement().findings().writes().get().window(0).orElseThrow();
        long fault =
                outcome.judgement().findings().episodes().get().get(0).episode().atNanos();
        Assertions.assertThat(Duration.ofNanos(window.firstNanos() - fault)).isGreaterThan(Duration.ofSeconds(3));
    }

    @Test
    void thatAtMostTwelveSecondsAreLostIsConfirmed(Outcome outcome) {
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
