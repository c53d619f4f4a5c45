package io.splitproof.scenarios.cluster;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The node to which slots move dies meanwhile, and comes back. */
@Tag("scenario")
@SplitproofScenario("scenarios/cluster/grow-crash.yaml")
class GrowCrashIT {
    @Test
    void theMoveIsBrokenOffAndThenFixed(Outcome outcome) {
        assertThat(Seen.in(outcome).steps().get("s2")).startsWith("broken off");
        assertThat(Seen.in(outcome).steps()).containsKey("s3");
    }

    @Test
    void everyWriteIsAccountedFor(Outcome outcome) {
        assertThat(outcome).accountedForEveryWrite();
    }
}
