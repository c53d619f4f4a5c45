package io.splitproof.scenarios.gallery;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.scenarios.sentinel.Facts;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The change: a Sentinel asks others only while it sees its primary down, and forgets their answers only then, too. */
@Tag("scenario")
@SplitproofScenario("scenarios/gallery/valkey-2763.yaml")
class Valkey2763IT {
    @Test
    void oneSentinelAloneFindsTheQuorumAndPromotes(Outcome outcome) {
        Facts second = Facts.of(outcome, 1);
        Assertions.assertThat(second.sentinelsThatSawItDown()).containsExactly("sentinel-1");
        Assertions.assertThat(second.sentinelsThatSaid("+odown", "127.0.0.2 6379"))
                .containsExactly("sentinel-1");
        Assertions.assertThat(second.promoted()).containsExactly("redis-3");
    }

    @Test
    void twoNodesAcknowledgeAndWhatTheHealthyOneTookIsLost(Outcome outcome) {
        Facts second = Facts.of(outcome, 1);
        Assertions.assertThat(second.dualAcknowledging()).isGreaterThan(Duration.ofSeconds(3));
        Assertions.assertThat(second.lost()).isGreaterThan(100);
    }

    @Test
    void thatNothingElseChangesIsRefuted(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.REFUTED);
    }
}
