package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.EpisodeFinding;
import io.splitproof.checker.Failover;
import io.splitproof.checker.FailoverFinding;
import io.splitproof.history.Event.FaultStarted;
import io.splitproof.history.Event.SentinelSaid;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The primary's process dies, and the best replica's as soon as a Sentinel has said +odown. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/replica-dies-after-odown.yaml")
class ReplicaDiesAfterOdownIT {
    @Test
    void theReplicaDiesRightAfterTheFirstOdown(Outcome outcome) {
        long said = outcome.history()
                .of(SentinelSaid.class)
                .filter(s -> s.channel().equals("+odown"))
                .findFirst()
                .orElseThrow()
                .atNanos();
        Assertions.assertThat(replicaDies(outcome).atNanos() - said)
                .isBetween(0L, Duration.ofMillis(500).toNanos());
    }

    private static FaultStarted replicaDies(Outcome outcome) {
        return outcome.history()
                .of(FaultStarted.class)
                .filter(s -> s.fault().equals("f2"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theOtherReplicaIsPromotedInTheEnd(Outcome outcome) {
        String dead = replicaDies(outcome).resolved().get(0);
        String other = dead.equals("redis-2") ? "redis-3" : "redis-2";
        Assertions.assertThat(failovers(outcome))
                .flatExtracting(FailoverFinding::failovers)
                .extracting(Failover::newPrimary)
                .endsWith(other);
    }

    @Test
    void oneAttemptIsGivenUpAtMost(Outcome outcome) {
        Assertions.assertThat(failovers(outcome))
                .flatExtracting(FailoverFinding::aborts)
                .hasSizeLessThan(2)
                .allMatch(abort -> abort.startsWith("-failover-abort-slave-timeout"));
    }

    private static List<FailoverFinding> failovers(Outcome outcome) {
        return outcome.judgement().findings().episodes().get().stream()
                .map(EpisodeFinding::failover)
                .toList();
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
