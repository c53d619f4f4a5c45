package io.splitproof.scenarios.literal;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static io.splitproof.scenarios.literal.Trials.errors;
import static io.splitproof.scenarios.literal.Trials.failures;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The document's compose file of a Cluster, and the command that makes it. */
@Tag("scenario")
@SplitproofScenario("scenarios/literal/cluster.yaml")
class ClusterIT {
    @Test
    void eachRepairUncoversTheNextDefect(Outcome outcome) {
        assertThat(failures(outcome))
                .containsExactly(
                        "the Cluster is complete",
                        "a replica is linked",
                        "a client is sent to a published address",
                        "works");
        assertThat(outcome).heldEveryObjective().foundItsClaim(Claim.Finding.REFUTED);
    }

    /** It asks, nobody answers, and it ends with status 0. */
    @Test
    void theCommandMakesNoClusterAndSaysNothingOfIt(Outcome outcome) {
        assertThat(errors(outcome, 1)).anyMatch(e -> e.endsWith("(type 'yes' to accept):"));
    }

    @Test
    void withoutMasterauthNoReplicaIsEverLinked(Outcome outcome) {
        assertThat(errors(outcome, 2)).anyMatch(e -> e.contains("NOAUTH Authentication required"));
    }

    @Test
    void aClientIsSentToAnAddressInsideTheNetwork(Outcome outcome) {
        assertThat(errors(outcome, 3)).anyMatch(e -> e.matches("(?s).*MOVED 12182 [0-9.]+:6379.*"));
    }

    @Test
    void thePasswordIsNotRecorded(Outcome outcome) {
        Trials.assertThatNoPasswordIsRecorded(outcome);
    }
}
