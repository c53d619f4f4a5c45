package io.splitproof.scenarios.gallery;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.scenarios.sentinel.Facts;
import io.splitproof.trial.Outcome;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The change: a Sentinel asks others only while it sees its primary down, and forgets their answers only then, too. */
@Tag("scenario")
@SplitproofScenario("scenarios/gallery/valkey-2763.yaml")
class Valkey2763IT {
    @Test
    void oneSentinelAloneFindsTheQuorum(Outcome outcome) {
        Facts facts = Facts.of(outcome);
        Assertions.assertThat(facts.sentinelsThatSaid("+odown", "master mymaster 127.0.0.2 6379"))
                .as("agreed with itself, of those that were cut off one after the other")
                .hasSize(1)
                .isSubsetOf(facts.sentinelsThatSaid("+sdown", "master mymaster 127.0.0.2 6379"));
    }

    @Test
    void whatTheHealthyPrimaryTookIsLost(Outcome outcome) {
        Assertions.assertThat(Facts.of(outcome).lost()).isGreaterThan(100);
    }

    @Test
    void thatNothingElseChangesIsRefuted(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.REFUTED);
    }
}
