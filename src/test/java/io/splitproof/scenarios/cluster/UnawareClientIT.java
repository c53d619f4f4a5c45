package io.splitproof.scenarios.cluster;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A client that knows nothing of Clusters. */
@Tag("scenario")
@SplitproofScenario("scenarios/cluster/unaware-client.yaml")
class UnawareClientIT {
    @Test
    void everyWriteOfSlotsElsewhereMeetsMoved(Outcome outcome) {
        assertThat(Seen.in(outcome).acknowledged("c2")).isEmpty();
        assertThat(Seen.in(outcome).failures("c2")).containsOnlyKeys("MOVED");
    }

    @Test
    void writesOfSlotsThatItsNodeHappensToServeSucceed(Outcome outcome) {
        assertThat(Seen.in(outcome).acknowledged("c3")).containsOnlyKeys("redis-1");
        assertThat(Seen.in(outcome).failures("c3")).isEmpty();
    }

    @Test
    void thatItCannotUseAClusterIsTrueButForLuck(Outcome outcome) {
        assertThat(outcome).heldEveryObjective().foundItsClaim(Claim.Finding.CONFIRMED_WITH_A_BOUND);
    }

    @Test
    void aClientThatIsAwareIsServed(Outcome outcome) {
        assertThat(Seen.in(outcome).acknowledged("c1")).containsOnlyKeys("redis-1");
    }
}
