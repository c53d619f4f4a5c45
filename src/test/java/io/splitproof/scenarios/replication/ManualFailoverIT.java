package io.splitproof.scenarios.replication;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An operator promotes a replica of a primary that was stopped. */
@Tag("scenario")
@SplitproofScenario("scenarios/replication/manual-failover.yaml")
class ManualFailoverIT {
    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void aPromotionByHandIsADowntime(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.REFUTED);
    }

    @Test
    void theOutageLastsFromTheStopToTheRedeployment(Outcome outcome) {
        var recorded = new Recorded(outcome);
        var atLeast =
                Duration.ofNanos(recorded.begun("s3") - recorded.faultBegan()).minusMillis(500);
        assertThat(recorded.longestWithoutSuccess("c1")).isBetween(atLeast, atLeast.plusSeconds(2));
        assertThat(recorded.successes("c1")).containsOnlyKeys("redis-1", "redis-2");
    }

    @Test
    void thePromotedReplicaAcceptsWritesLongBeforeTheApplicationKnows(Outcome outcome) {
        var switchovers = outcome.judgement()
                .findings()
                .episodes()
                .get()
                .get(0)
                .failover()
                .switchovers();
        assertThat(switchovers).hasSize(1);
        var writable = switchovers.get(0).writable();
        assertThat(writable).isNotNull();
        assertThat(writable.toNanos()).isLessThan(new Recorded(outcome).begun("s3"));
    }

    @Test
    void aGracefulStopLosesNothing(Outcome outcome) {
        assertThat(outcome).lostNoAcknowledgedWrites();
        new Recorded(outcome).accountAddsUp("redis-2", "c1");
    }

    @Test
    void theOtherReplicaFollowsTheNewPrimary(Outcome outcome) {
        var recorded = new Recorded(outcome);
        assertThat(recorded.answer("s4")).contains("connected_slaves:1").contains("state=online");
        assertThat(recorded.finallyOn("redis-3", "c1")).isEqualTo(recorded.finallyOn("redis-2", "c1"));
    }
}
