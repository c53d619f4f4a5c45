package io.splitproof.scenarios.replication;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Commands are executed and no answer arrives. */
@Tag("scenario")
@SplitproofScenario("scenarios/replication/reply-loss.yaml")
class ReplyLossIT {
    @Test
    void aWriteWithoutAnAnswerIsThereAllTheSame(Outcome outcome) {
        var cells = outcome.judgement().findings().writes().get().writers().get("c1");
        Assertions.assertThat(cells.recovered()).isPositive();
        Assertions.assertThat(cells.vanished()).isZero();
    }

    @Test
    void theOtherClientNoticesNothing(Outcome outcome) {
        assertThat(outcome).hadNoOutageLongerThan("c2", Duration.ofMillis(500));
    }

    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void everyWriteIsAccountedFor(Outcome outcome) {
        assertThat(outcome).accountedForEveryWrite();
        new Recorded(outcome).accountAddsUp("redis-1", "c1");
    }
}
