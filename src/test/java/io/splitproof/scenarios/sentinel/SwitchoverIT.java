package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.history.Event.StepDone;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** SENTINEL FAILOVER of a primary that lives. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/switchover.yaml")
class SwitchoverIT {
    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void theSentinelDoesWhatItIsAskedFor(Outcome outcome) {
        assertThat(outcome.history().of(StepDone.class).map(StepDone::answer).toList())
                .first()
                .satisfies(answer -> assertThat(answer).startsWith("SENTINEL FAILOVER mymaster: OK; then 127.0.0."));
        var episodes = outcome.judgement().findings().episodes().get();
        assertThat(episodes).hasSize(1);
        assertThat(episodes.get(0).failover().failovers()).hasSize(1);
    }

    @Test
    void theForecastKnowsHowLongTheOldPrimaryLives(Outcome outcome) {
        assertThat(outcome).failedOverAsForecast().held("lost-writes-within-forecast");
        assertThat(Facts.of(outcome).dualAcknowledging()).isGreaterThan(Duration.ofSeconds(5));
        assertThat(Facts.of(outcome).lost()).isGreaterThan(500);
    }

    @Test
    void theOldPrimaryAcknowledgesWritesThatAreLost(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.REFUTED).accountedForEveryWrite();
        Accounts.addUp(outcome);
    }
}
