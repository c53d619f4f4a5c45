package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Cells;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A host dies with 400 ms of replication under way. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/wait-crash.yaml")
class WaitCrashIT {
    @Test
    void whatWasUnderWayIsLostWithoutWait(Outcome outcome) {
        // 100/s for 400 ms
        assertThat(Accounts.of(outcome, "plain").lost()).isBetween(15L, 60L);
    }

    @Test
    void nothingIsLostWithWait(Outcome outcome) {
        Cells one = Accounts.of(outcome, "waiting");
        Cells both = Accounts.of(outcome, "waiting-for-both");
        assertThat(one.lost() + both.lost()).isZero();
        assertThat(one.acknowledged()).isGreaterThan(20);
        assertThat(both.acknowledged()).isGreaterThan(20);
    }

    /** The dead one was the third node: no two replicas are left to wait for. */
    @Test
    void whoWaitsForEveryReplicaIsServedNoMoreAfterTheFailover(Outcome outcome) {
        var outage = outcome.judgement().findings().outages().get().stream()
                .filter(o -> "waiting-for-both".equals(o.client()))
                .findFirst()
                .orElseThrow();
        assertThat(outage.endedBySuccess()).isFalse();
    }

    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
        Accounts.addUp(outcome);
    }
}
