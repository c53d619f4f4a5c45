package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.history.WriteAnswer;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nothing that the primary sends arrives; acknowledgements of replicas reach it. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/one-way-cut-from-primary.yaml")
class OneWayCutFromPrimaryIT {
    @Test
    void theLagDoesNotGrowAndTheGateShutsOnlyWithTheFailover(Outcome outcome) {
        Assertions.assertThat(Facts.of(outcome).promoted()).hasSize(1);
        Assertions.assertThat(Facts.of(outcome).firstAnswered("redis-1", WriteAnswer.NOREPLICAS))
                .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(8));
    }

    @Test
    void whatItSaidMeanwhileIsLost(Outcome outcome) {
        assertThat(outcome).held("lost-writes-within-forecast");
        Assertions.assertThat(Facts.of(outcome).lost()).isGreaterThan(50);
    }

    @Test
    void theOtherSentinelsSeeItDownAndItsOwnDoesNot(Outcome outcome) {
        Assertions.assertThat(Facts.of(outcome).sentinelsThatSaid("+sdown", "master mymaster 127.0.0.1"))
                .containsExactlyInAnyOrder("sentinel-2", "sentinel-3");
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
