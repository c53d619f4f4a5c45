package io.splitproof.scenarios.cluster;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.WriteAnswer;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two of three primaries die at once. */
@Tag("scenario")
@SplitproofScenario("scenarios/cluster/majority-lost.yaml")
class MajorityLostIT {
    @Test
    void nobodyTakesOver(Outcome outcome) {
        assertThat(outcome).didNotFailOver();
        assertThat(Seen.in(outcome).whoFlagged("redis-2", "fail")).isEmpty();
    }

    @Test
    void thePrimaryThatIsLeftStops(Outcome outcome) {
        assertThat(Seen.in(outcome).answered("redis-1", WriteAnswer.CLUSTERDOWN))
                .isTrue();
        assertThat(outcome).held("writes-stop-within");
    }

    @Test
    void everyWriteIsAccountedFor(Outcome outcome) {
        assertThat(outcome).accountedForEveryWrite().hadNoSplitBrain();
    }
}
