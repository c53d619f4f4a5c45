package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.history.Event.Completed;
import io.splitproof.history.Event.FaultApplied;
import io.splitproof.history.Event.RoleSeen;
import io.splitproof.history.Outcome.Ok;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The primary dies while its only replica has no data yet. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/crash-during-full-sync.yaml")
class CrashDuringFullSyncIT {
    private static long fault(Outcome outcome) {
        return outcome.history().first(FaultApplied.class).orElseThrow().firstNanos();
    }

    @Test
    void theCrashComesInTheMiddleOfTheFirstResync(Outcome outcome) {
        Assertions.assertThat(outcome.history()
                        .of(RoleSeen.class)
                        .filter(r -> r.node().equals("redis-2") && r.role().equals("slave"))
                        .filter(r -> r.atNanos() < fault(outcome))
                        .map(RoleSeen::link))
                .endsWith("sync")
                .doesNotContain("connected");
    }

    @Test
    void theEmptyReplicaIsPromoted(Outcome outcome) {
        Assertions.assertThat(Facts.of(outcome).promoted()).containsExactly("redis-2");
        assertThat(outcome).failedOverAsForecast().foundItsClaim(Claim.Finding.REFUTED);
    }

    @Test
    void everyWriteThatWasAcknowledgedBeforeTheCrashIsLost(Outcome outcome) {
        long before = outcome.history()
                .of(Completed.class)
                .filter(c -> c.outcome() instanceof Ok && c.atNanos() < fault(outcome))
                .count();
        Assertions.assertThat(before).isGreaterThan(100);
        Assertions.assertThat(Facts.of(outcome).lost()).isBetween(before, before + 10);
        Accounts.addUp(outcome);
    }

    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }
}
