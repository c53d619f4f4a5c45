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

/** Both replicas' processes die under a gate; the primary lives. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/example-2-replicas-down.yaml")
class Example2ReplicasDownIT {
    @Test
    void theGateShutsAtOnce(Outcome outcome) {
        assertThat(outcome).stoppedWritesWithin(Duration.ofSeconds(3));
        Assertions.assertThat(Facts.of(outcome).answered("redis-1", WriteAnswer.NOREPLICAS))
                .isTrue();
    }

    @Test
    void allSentinelsWorkOn(Outcome outcome) {
        Assertions.assertThat(Facts.of(outcome).sentinelsThatSaid("+sdown", "slave 127.0.0.2:6379"))
                .hasSize(3);
        Assertions.assertThat(Facts.of(outcome).sentinelsThatSaid("+sdown", "slave 127.0.0.3:6379"))
                .hasSize(3);
        Assertions.assertThat(Facts.of(outcome).sentinelsThatSawItDown()).isEmpty();
    }

    @Test
    void nobodyIsPromotedAndNothingIsLost(Outcome outcome) {
        assertThat(outcome).didNotFailOver().lostNoAcknowledgedWrites();
    }

    @Test
    void thatNothingCanBeWrittenIsConfirmed(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }

    @Test
    void everyWriteIsAccountedFor(Outcome outcome) {
        assertThat(outcome).accountedForEveryWrite();
        Accounts.addUp(outcome);
    }
}
