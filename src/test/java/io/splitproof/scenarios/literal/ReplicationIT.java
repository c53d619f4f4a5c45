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

/** The document's compose files of a master and two replicas. */
@Tag("scenario")
@SplitproofScenario("scenarios/literal/replication.yaml")
class ReplicationIT {
    @Test
    void eachRepairUncoversTheNextDefect(Outcome outcome) {
        assertThat(failures(outcome))
                .containsExactly(
                        "the replicas start", "the old master follows the new one", "the promotion is saved", "works");
        assertThat(outcome).heldEveryObjective().foundItsClaim(Claim.Finding.REFUTED);
    }

    @Test
    void theExternalNetworkIsNotTheOneThatTheOtherFileMakes(Outcome outcome) {
        assertThat(errors(outcome, 1)).anyMatch(e -> e.contains("network redis-network not found"));
    }

    @Test
    void withoutMasterauthTheOldMasterCannotFollow(Outcome outcome) {
        assertThat(errors(outcome, 2))
                .anyMatch(e -> e.contains("MASTER aborted replication with an error: NOAUTH Authentication required"));
    }

    @Test
    void aPromotedReplicaThatIsRestartedIsAReplicaAgain(Outcome outcome) {
        assertThat(errors(outcome, 3))
                .anyMatch(e -> e.contains("role:slave") && e.contains("master_host:redis-master"));
    }

    @Test
    void thePasswordIsNotRecorded(Outcome outcome) {
        Trials.assertThatNoPasswordIsRecorded(outcome);
    }
}
