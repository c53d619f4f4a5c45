package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.history.Event.FaultApplied;
import io.splitproof.history.Event.PongSeen;
import io.splitproof.history.Event.SentinelSaid;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import java.util.Comparator;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The primary's host dies at a known moment between two PINGs. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/crash-at-ping-phase.yaml")
class CrashAtPingPhaseIT {
    private static final Duration DOWN_AFTER = Duration.ofSeconds(2);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private static long fault(Outcome outcome) {
        return outcome.history().first(FaultApplied.class).orElseThrow().firstNanos();
    }

    private static Duration sinceTheLastPong(Outcome outcome) {
        long pong = outcome.history()
                .of(PongSeen.class)
                .filter(p -> p.sentinel().equals("sentinel-1"))
                .map(PongSeen::pongNanos)
                .filter(p -> p <= fault(outcome))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return Duration.ofNanos(fault(outcome) - pong);
    }

    @Test
    void theFaultComesAQuarterOfAPeriodAfterThePong(Outcome outcome) {
        Assertions.assertThat(sinceTheLastPong(outcome)).isBetween(Duration.ofMillis(240), Duration.ofMillis(400));
    }

    @Test
    void downAfterCountsFromTheNextPing(Outcome outcome) {
        long said = outcome.history()
                .of(SentinelSaid.class)
                .filter(s -> s.sentinel().equals("sentinel-1") && s.channel().equals("+sdown"))
                .findFirst()
                .orElseThrow()
                .atNanos();
        Duration expected = DOWN_AFTER.plus(PERIOD).minus(sinceTheLastPong(outcome));
        // One tick until the PING leaves, one until +sdown is said, 100 ms each at most, and what the harness adds.
        Assertions.assertThat(Duration.ofNanos(said - fault(outcome)))
                .isBetween(expected.minusMillis(20), expected.plusMillis(300));
    }

    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
        Accounts.addUp(outcome);
    }
}
