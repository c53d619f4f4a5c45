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

/** A primary that is cut off is as silent as one that hangs, until the heal closes the connections that were cut. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/clients-partition.yaml")
class ClientsPartitionIT {
    /** The cut lasts 10 s. */
    @ParameterizedTest
    @ValueSource(strings = {"sentinel-defaults", "sentinel-recommended"})
    void aSentinelUriWaitsForTheHeal(String client, Outcome outcome) {
        assertThat(ClientOutages.of(outcome).of(client).length()).isGreaterThan(Duration.ofSeconds(9));
    }

    /** Beside the 5 s, the refresh waits for a node that does not answer: half a second for each attempt. */
    @Test
    void masterReplicaWithShortLimitsIsBackBeforeTheHeal(Outcome outcome) {
        // Its delay of 5 s may have begun with a message before the election's: its Sentinels were cut off meanwhile.
        assertThat(ClientOutages.of(outcome).backAfterElection("replica-recommended"))
                .isBetween(Duration.ofMillis(4_000), Duration.ofMillis(7_500));
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
