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

/** A primary that hangs: nothing closes the connection, so that nothing makes the library look for another. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/clients-pause.yaml")
class ClientsPauseIT {
    /** A time-out of a command does not close its connection (lettuce issues 1976 and 2082). */
    @ParameterizedTest
    @ValueSource(strings = {"sentinel-defaults", "sentinel-recommended"})
    void aSentinelUriNeverLeavesThePausedPrimary(String client, Outcome outcome) {
        var outage = ClientOutages.of(outcome).of(client);
        assertThat(outage.endedBySuccess()).isFalse();
        assertThat(outage.length()).isGreaterThan(Duration.ofSeconds(10));
    }

    /** The refresh replaces the nodes that it knows, and closes connections to those that have gone. */
    @ParameterizedTest
    @ValueSource(strings = {"replica-defaults", "replica-recommended"})
    void masterReplicaIsBackFiveSecondsAfterTheElection(String client, Outcome outcome) {
        assertThat(ClientOutages.of(outcome).backAfterElection(client))
                .isBetween(Duration.ofMillis(4_800), Duration.ofMillis(6_500));
    }

    @Test
    void aClientThatAsksAgainAfterATimeOutIsBackWithTheServer(Outcome outcome) {
        assertThat(ClientOutages.of(outcome).backAfterServer("raw")).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
        Accounts.addUp(outcome);
    }
}
