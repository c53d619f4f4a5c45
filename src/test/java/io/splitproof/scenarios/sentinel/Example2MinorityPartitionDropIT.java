package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.history.Event.FaultProven;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The primary's box is cut off together with a client, by a kernel that loses packets. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/example-2-minority-partition-drop.yaml")
class Example2MinorityPartitionDropIT {
    @Test
    void theMajorityFailsOverAsForecast(Outcome outcome) {
        assertThat(outcome).failedOverAsForecast();
    }

    @Test
    void twoNodesAcknowledgeWritesUntilTheOldPrimaryIsDemoted(Outcome outcome) {
        assertThat(outcome).hadSplitBrainAsForecast();
    }

    @Test
    void theKernelCountedLostPacketsOnEveryLink(Outcome outcome) {
        assertThat(outcome.history().of(FaultProven.class))
                .singleElement()
                .satisfies(
                        proven -> assertThat(proven.evidence())
                                .containsPattern(
                                        "packets dropped where they arrived: [1-9][0-9]*, on [1-9][0-9]* of [0-9]+ directed links"));
    }

    @Test
    void everyWriteIsAccountedFor(Outcome outcome) {
        assertThat(outcome).held("lost-writes-within-forecast").accountedForEveryWrite();
        Accounts.addUp(outcome);
    }

    @Test
    void theLossOutlivesThePartitionSoTheClaimNeedsABound(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED_WITH_A_BOUND);
    }
}
