package io.splitproof.scenarios.single;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.junit.SplitproofScenario;
import io.splitproof.scenarios.ServerAtHand;
import io.splitproof.scenarios.sentinel.Accounts;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** WAITAOF beside a client that does not wait, on a server that has it. */
@Tag("scenario")
@ExtendWith(ServerAtHand.class)
@SplitproofScenario("scenarios/single/crash-waitaof.yaml")
class CrashWaitaofIT {
    @Test
    void nothingThatTheFileHadIsLost(Outcome outcome) {
        var waiting = Accounts.of(outcome, "waiting");
        assertThat(waiting.lost()).isZero();
        assertThat(waiting.acknowledged()).isGreaterThan(50);
        Accounts.addUp(outcome);
    }

    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }
}
