package io.splitproof.scenarios.cluster;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Writes of two keys at once. */
@Tag("scenario")
@SplitproofScenario("scenarios/cluster/multi-key.yaml")
class MultiKeyIT {
    @Test
    void twoKeysOfOneSlotAreWrittenTogether(Outcome outcome) {
        assertThat(Seen.in(outcome).acknowledged("c1")).containsOnlyKeys("redis-1");
        assertThat(Seen.in(outcome).failures("c1")).isEmpty();
    }

    @Test
    void twoKeysOfTwoSlotsAreRefused(Outcome outcome) {
        assertThat(Seen.in(outcome).acknowledged("c2")).isEmpty();
        assertThat(Seen.in(outcome).failures("c2")).containsOnlyKeys("CROSSSLOT");
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }

    @Test
    void nothingOfTheRefusedWritesIsThere(Outcome outcome) {
        assertThat(outcome).accountedForEveryWrite().lostNoAcknowledgedWrites();
    }
}
