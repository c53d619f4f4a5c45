package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A primary that hangs for 45 s is replaced, thaws, and is demoted. */
@Tag("scenario")
@Tag("smoke")
@SplitproofScenario("scenarios/sentinel/documented-pause.yaml")
class DocumentedPauseIT {
    @Test
    void aReplicaTakesOverAfterDownAfterAndNotBefore(Outcome outcome) {
        assertThat(outcome).failedOverWithin(Duration.ofSeconds(37));
        Downtime.of(outcome).lastsFrom(Duration.ofSeconds(29)).to(Duration.ofSeconds(50));
    }

    @Test
    void aFewSecondsOfDowntimeIsRefuted(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.REFUTED);
    }

    @Test
    void theThawedPrimaryIsDemotedAndFollowsTheNewOne(Outcome outcome) {
        var rejoin = outcome.judgement()
                .findings()
                .episodes()
                .get()
                .get(0)
                .failover()
                .rejoin();
        Assertions.assertThat(rejoin).isNotNull();
        Assertions.assertThat(rejoin.node()).isEqualTo("redis-1");
        Assertions.assertThat(rejoin.converted()).isNotNull();
    }

    @Test
    void whatIsLostIsInsideTheForecastAndAddsUp(Outcome outcome) {
        assertThat(outcome).held("lost-writes-within-forecast").accountedForEveryWrite();
        Accounts.addUp(outcome);
    }
}
