package io.splitproof.scenarios.gallery;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.scenarios.sentinel.Accounts;
import io.splitproof.scenarios.sentinel.Facts;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The report: a node that boots cut off becomes a second primary. */
@Tag("scenario")
@SplitproofScenario("scenarios/gallery/helm-charts-9488.yaml")
class HelmCharts9488IT {
    @Test
    void sentinelsMakeItAReplicaAgainAndItsWritesAreLost(Outcome outcome) {
        assertThat(outcome).held("lost-writes").held("split-brain-within-forecast");
        Assertions.assertThat(Facts.of(outcome).dualAcknowledging()).isGreaterThan(Duration.ofSeconds(10));
        Assertions.assertThat(Facts.of(outcome).sentinelsThatSaid("+convert-to-slave", "127.0.0.3:6379"))
                .isNotEmpty();
    }

    @Test
    void onlyTheClientInItsBoxLoses(Outcome outcome) {
        var writers = outcome.judgement().findings().writes().get().writers();
        Assertions.assertThat(writers.get("box-3").lost()).isPositive();
        Assertions.assertThat(writers.get("c1").lost()).isZero();
    }

    @Test
    void thatNothingIsLostIsRefuted(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.REFUTED);
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
