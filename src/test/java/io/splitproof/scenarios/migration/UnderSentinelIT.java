package io.splitproof.scenarios.migration;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.scenarios.replication.Recorded;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 301 and 302 are put under Sentinel before the switch, which comes at once. */
@Tag("scenario")
@SplitproofScenario("scenarios/migration/under-sentinel.yaml")
class UnderSentinelIT {
    @Test
    void everyObjectiveHoldsAndTheClaimIsConfirmed(Outcome outcome) {
        assertThat(outcome).heldEveryObjective().foundItsClaim(Claim.Finding.CONFIRMED);
    }

    @Test
    void sentinelsThinkNothingBadOf301BeforeItCrashes(Outcome outcome) {
        long crash = new Recorded(outcome).faultBegan();
        assertThat(new Said(outcome).of("+sdown", "+odown"))
                .filteredOn(s -> s.payload().startsWith("master "))
                .isNotEmpty()
                .allMatch(s -> s.atNanos() > crash);
    }

    @Test
    void afterTheCrash302IsTheOneThatTakesOver(Outcome outcome) {
        assertThat(new Said(outcome).of("+switch-master"))
                .isNotEmpty()
                .allMatch(s -> s.payload().equals("mymaster 127.0.0.3 6379 127.0.0.4 6379"));
        var recorded = new Recorded(outcome);
        for (String client : new String[] {"app-1", "app-2"}) {
            assertThat(recorded.successes(client)).containsOnlyKeys("redis-201", "redis-301", "redis-302");
            recorded.accountAddsUp("redis-302", client);
        }
    }
}
