package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.history.WriteAnswer;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Both replicas' boxes die, and with them two Sentinels of three. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/example-2-replica-boxes-down.yaml")
class Example2ReplicaBoxesDownIT {
    @Test
    void theGateShutsAfterTheLag(Outcome outcome) {
        assertThat(outcome).stoppedWritesWithin(Duration.ofSeconds(12));
        Assertions.assertThat(Facts.of(outcome).answered("redis-1", WriteAnswer.NOREPLICAS))
                .isTrue();
    }

    @Test
    void oneSentinelIsLeftAndSeesTheOthersDown(Outcome outcome) {
        Assertions.assertThat(Facts.of(outcome).sentinelsThatSaid("+sdown", "sentinel "))
                .contains("sentinel-1");
        Assertions.assertThat(Facts.of(outcome).tries()).isZero();
    }

    @Test
    void nobodyIsPromotedAndNothingIsLost(Outcome outcome) {
        assertThat(outcome).didNotFailOver().lostNoAcknowledgedWrites();
    }

    @Test
    void thatTheGroupIsDownIsConfirmed(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }

    @Test
    void everyWriteIsAccountedFor(Outcome outcome) {
        assertThat(outcome).accountedForEveryWrite();
        Accounts.addUp(outcome);
    }
}
