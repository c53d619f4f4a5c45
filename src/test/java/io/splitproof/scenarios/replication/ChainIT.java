package io.splitproof.scenarios.replication;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The middle of a chain dies, and its last node stands still. */
@Tag("scenario")
@SplitproofScenario("scenarios/replication/chain.yaml")
class ChainIT {
    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void theLastCopyGrowsOldUntilAnOperatorComes(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.REFUTED);
    }

    @Test
    void theLastNodeAnswersWithWhatItLastReceived(Outcome outcome) {
        var recorded = new Recorded(outcome);
        long dead = recorded.faultBegan() + 1_000_000_000L;
        long mended = recorded.begun("s1");
        var seen = recorded.operations("r2").stream()
                .filter(e -> e.asked().atNanos() > dead && e.end().atNanos() < mended)
                .map(e -> e.end().outcome())
                .distinct()
                .toList();
        assertThat(seen)
                .as("different answers of redis-3 while its upstream is dead")
                .hasSize(1);
        assertThat(recorded.successes("r2")).containsOnlyKeys("redis-3");
    }

    @Test
    void theReaderOfTheDeadNodeFallsBack(Outcome outcome) {
        var recorded = new Recorded(outcome);
        assertThat(recorded.successes("r1")).containsOnlyKeys("redis-2", "redis-1");
        recorded.readsAddUp("r1");
        recorded.readsAddUp("r2");
    }

    @Test
    void theStaleReadsAreAsOldAsTheFault(Outcome outcome) {
        var recorded = new Recorded(outcome);
        var watched = Duration.ofNanos(recorded.begun("s1") - recorded.faultBegan());
        var worst = outcome.judgement().findings().reads().get().stream()
                .filter(r -> r.client().equals("r2"))
                .findFirst()
                .orElseThrow();
        assertThat(worst.worstBehind()).isBetween(watched.minusSeconds(1), watched.plusSeconds(3));
    }

    @Test
    void theLastNodeHasEverythingInTheEnd(Outcome outcome) {
        var recorded = new Recorded(outcome);
        assertThat(recorded.finallyOn("redis-3", "c1")).containsAll(recorded.acknowledged("c1", e -> true));
        recorded.accountAddsUp("redis-1", "c1");
    }
}
