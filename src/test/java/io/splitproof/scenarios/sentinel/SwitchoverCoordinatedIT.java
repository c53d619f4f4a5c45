package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.history.Event.RoleSeen;
import io.splitproof.history.Event.SentinelSaid;
import io.splitproof.history.Event.StepDone;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** SENTINEL FAILOVER ... COORDINATED of a primary that lives, on Valkey 9. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/switchover-coordinated.yaml")
class SwitchoverCoordinatedIT {
    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void theSentinelDoesWhatItIsAskedFor(Outcome outcome) {
        Assertions.assertThat(outcome.history().of(StepDone.class).map(StepDone::answer))
                .singleElement()
                .satisfies(answer -> Assertions.assertThat(answer)
                        .startsWith("SENTINEL FAILOVER mymaster COORDINATED: OK; then 127.0.0."));
    }

    @Test
    void nothingIsLost(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED).lostNoAcknowledgedWrites();
        Accounts.addUp(outcome);
    }

    /** ROLE is asked every few polls, so that a change is seen later than it was; after a forced failover it is 10 s. */
    @Test
    void theOldPrimaryIsAReplicaByTheTimeThatSomebodyAnnouncesTheNewOne(Outcome outcome) {
        long replica = outcome.history()
                .of(RoleSeen.class)
                .filter(r -> r.node().equals("redis-1") && r.role().equals("slave"))
                .findFirst()
                .orElseThrow()
                .atNanos();
        long announced = outcome.history()
                .of(SentinelSaid.class)
                .filter(s -> s.channel().equals("+switch-master"))
                .findFirst()
                .orElseThrow()
                .atNanos();
        Assertions.assertThat(Duration.ofNanos(replica - announced)).isLessThan(Duration.ofMillis(300));
    }
}
