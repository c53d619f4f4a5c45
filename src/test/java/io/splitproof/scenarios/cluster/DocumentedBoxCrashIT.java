package io.splitproof.scenarios.cluster;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.WriteAnswer;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The box of a primary dies, and nothing answers there any more. */
@Tag("scenario")
@SplitproofScenario("scenarios/cluster/documented-box-crash.yaml")
class DocumentedBoxCrashIT {
    @Test
    void theReplicaTakesOverAsForecast(Outcome outcome) {
        assertThat(outcome).failedOverAsForecast();
        assertThat(Seen.in(outcome).answered("redis-4", WriteAnswer.ACKNOWLEDGED))
                .isTrue();
    }

    @Test
    void noTwoNodesAcknowledgeAtOnce(Outcome outcome) {
        assertThat(outcome).hadNoSplitBrain();
    }

    @Test
    void onlyWhatTheForecastAllowsIsLost(Outcome outcome) {
        assertThat(outcome).held("lost-writes-within-forecast");
    }

    @Test
    void everyWriteIsAccountedFor(Outcome outcome) {
        assertThat(outcome).accountedForEveryWrite();
    }
}
