package io.splitproof.scenarios.migration;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.history.Event.RoleSeen;
import io.splitproof.history.Event.SentinelSaid;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.scenarios.replication.Recorded;
import io.splitproof.trial.Outcome;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 301 stays a replica for longer than Sentinel bears of what it monitors as a primary. */
@Tag("scenario")
@SplitproofScenario("scenarios/migration/under-sentinel-too-long.yaml")
class UnderSentinelTooLongIT {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void theDamageIsFoundWithinItsBounds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective().foundItsClaim(Claim.Finding.CONFIRMED_WITH_A_BOUND);
    }

    /** A replica for down-after, 3 s, and two INFO periods of 10 s after its Sentinel's first INFO. */
    @Test
    void aPrimaryThatSaysItIsAReplicaIsDownAfter23Seconds(Outcome outcome) {
        for (String sentinel : new String[] {"sentinel-1", "sentinel-2", "sentinel-3"}) {
            long told = at(outcome, sentinel, "+monitor", "master mymaster 127.0.0.3 6379");
            long down = at(outcome, sentinel, "+sdown", "master mymaster 127.0.0.3 6379");
            assertThat(down - told).as(sentinel).isBetween(23 * SECOND, 25 * SECOND);
        }
    }

    private static long at(Outcome outcome, String sentinel, String channel, String payload) {
        return new Said(outcome)
                .of(channel).stream()
                        .filter(s ->
                                s.sentinel().equals(sentinel) && s.payload().startsWith(payload))
                        .mapToLong(SentinelSaid::atNanos)
                        .min()
                        .orElseThrow(() -> new AssertionError(sentinel + " should have said " + channel));
    }

    @Test
    void sentinelPromotes302AndNobodyMaking301APrimaryLasts(Outcome outcome) {
        assertThat(new Said(outcome).of("+switch-master"))
                .isNotEmpty()
                .allMatch(s -> s.payload().equals("mymaster 127.0.0.3 6379 127.0.0.4 6379"));
        assertThat(outcome.history().of(RoleSeen.class).filter(r -> r.node().equals("redis-301")))
                .last()
                .satisfies(r -> assertThat(r.role()).isEqualTo("slave"));
    }

    /** What 201 acknowledged between the promotion of 302 and the switch, and nothing else. */
    @Test
    void whatIsLostIsWhat201TookAfterThePromotion(Outcome outcome) {
        var recorded = new Recorded(outcome);
        long promoted = outcome.history()
                .of(RoleSeen.class)
                .filter(r -> r.node().equals("redis-302") && r.role().equals("master"))
                .filter(r -> r.atNanos() > recorded.done("s10"))
                .findFirst()
                .orElseThrow()
                .atNanos();
        for (String client : new String[] {"app-1", "app-2"}) {
            Set<Long> lost = new HashSet<>(recorded.acknowledged(client, o -> true));
            lost.removeAll(recorded.finallyOn("redis-302", client));
            assertThat(lost).isNotEmpty();
            assertThat(recorded.acknowledged(client, o -> o.node().equals("redis-201")))
                    .containsAll(lost);
            assertThat(recorded.acknowledged(client, o -> o.end().atNanos() < promoted - SECOND))
                    .doesNotContainAnyElementsOf(lost);
            recorded.accountAddsUp("redis-302", client);
        }
    }
}
