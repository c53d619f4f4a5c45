package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A crash, and what Lettuce 7.7 adds to the outage. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/clients-crash.yaml")
class ClientsCrashIT {
    /** SentinelTopologyRefresh schedules every refresh 5 s after the first message that it heeds, +elected-leader. */
    @ParameterizedTest
    @ValueSource(strings = {"replica-defaults", "replica-recommended"})
    void masterReplicaIsBackFiveSecondsAfterTheElection(String client, Outcome outcome) {
        assertThat(ClientOutages.of(outcome).backAfterElection(client))
                .isBetween(Duration.ofMillis(4_800), Duration.ofMillis(6_500));
    }

    @Test
    void aConstantReconnectDelayIsBackWithTheFirstSentinelThatKnows(Outcome outcome) {
        assertThat(ClientOutages.of(outcome).backAfterServer("sentinel-recommended"))
                .isLessThan(Duration.ofSeconds(3));
    }

    /** Commands are queued, and sent again after a reconnect: nothing is refused. */
    @Test
    void defaultsRefuseNothing(Outcome outcome) {
        assertThat(Accounts.of(outcome, "sentinel-defaults").rejected()).isZero();
        assertThat(Accounts.of(outcome, "sentinel-recommended").rejected()).isPositive();
    }

    @Test
    void recommendedSettingsWriteNothingTwice(Outcome outcome) {
        assertThat(Accounts.of(outcome, "sentinel-recommended").duplicated()).isZero();
        assertThat(Accounts.of(outcome, "replica-recommended").duplicated()).isZero();
    }

    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
        Accounts.addUp(outcome);
    }
}
