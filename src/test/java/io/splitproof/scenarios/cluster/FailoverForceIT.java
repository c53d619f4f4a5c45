package io.splitproof.scenarios.cluster;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.WriteAnswer;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A replica is told to take over from a dead primary before anybody calls it failed. */
@Tag("scenario")
@SplitproofScenario("scenarios/cluster/failover-force.yaml")
class FailoverForceIT {
    @Test
    void theServiceIsBackLongBeforeNodeTimeout(Outcome outcome) {
        assertThat(outcome).held("outage-within");
    }

    @Test
    void itTakesOver(Outcome outcome) {
        assertThat(Seen.in(outcome).slotsOf("redis-4")).isEqualTo("0-5460");
        assertThat(Seen.in(outcome).answered("redis-4", WriteAnswer.ACKNOWLEDGED))
                .isTrue();
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
