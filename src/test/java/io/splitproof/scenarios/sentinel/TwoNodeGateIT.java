package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.history.WriteAnswer;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The new primary of two nodes has no replica, which its gate asks for. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/two-node-gate.yaml")
class TwoNodeGateIT {
    @Test
    void itIsPromotedAndRefusesWrites(Outcome outcome) {
        Assertions.assertThat(Facts.of(outcome).promoted()).containsExactly("redis-2");
        Assertions.assertThat(Facts.of(outcome).answered("redis-2", WriteAnswer.NOREPLICAS))
                .isTrue();
        Assertions.assertThat(Facts.of(outcome).answered("redis-2", WriteAnswer.ACKNOWLEDGED))
                .isFalse();
    }

    @Test
    void writesAreTakenAgainWhenTheOldPrimaryFollowsIt(Outcome outcome) {
        assertThat(outcome).hadNoSplitBrain();
        Downtime.of(outcome).lastsFrom(Duration.ofSeconds(17)).to(Duration.ofSeconds(28));
    }

    @Test
    void thatNothingIsWrittenUntilItIsBackIsConfirmed(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
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
