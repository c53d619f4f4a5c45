package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Dedicated Sentinels in three zones; the zone of one primary is cut off with a client. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/dedicated-zone-partition.yaml")
class DedicatedZonePartitionIT {
    @Test
    void theOtherZonesPromoteTheReplica(Outcome outcome) {
        Assertions.assertThat(Facts.of(outcome, "shop").promoted()).containsExactly("redis-2");
        Assertions.assertThat(Facts.of(outcome, "cart").promoted()).isEmpty();
    }

    @Test
    void twoPrimariesAcknowledgeAllTheSame(Outcome outcome) {
        assertThat(outcome).hadSplitBrainAsForecast().held("lost-writes-within-forecast");
        Assertions.assertThat(Facts.of(outcome, "shop").lost()).isPositive();
    }

    @Test
    void thatDedicatedSentinelsPreventSplitBrainIsRefuted(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.REFUTED);
    }

    @Test
    void everyWriteIsAccountedFor(Outcome outcome) {
        assertThat(outcome).accountedForEveryWrite();
        Accounts.addUp(outcome);
    }
}
