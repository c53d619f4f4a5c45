package io.splitproof.scenarios.migration;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.scenarios.replication.Recorded;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Four servers become two under load, half of the application after the other. */
@Tag("scenario")
@SplitproofScenario("scenarios/migration/by-replication.yaml")
class ByReplicationIT {
    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void theClaimOfTenSecondsOfErrorsIsConfirmed(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }

    /** 201 refuses writes from before the promotion until it is retired, and app-2 moves 1.5 s later. */
    @Test
    void theInstanceThatIsMovedLastMeetsErrorsUntilThen(Outcome outcome) {
        assertThat(outcome)
                .metErrorsForAtMost("app-1", Duration.ofSeconds(5))
                .metErrorsForAtMost("app-2", Duration.ofSeconds(8))
                .metErrorsForAtMost("read-1", Duration.ofSeconds(1));
        var refused = new Recorded(outcome)
                .operations("app-2").stream().filter(o -> !o.ok()).toList();
        assertThat(refused).hasSizeGreaterThan(30);
        assertThat(refused).allMatch(o -> o.node().equals("redis-201"));
    }

    @Test
    void everyWriteIsOnBothNewServers(Outcome outcome) {
        var recorded = new Recorded(outcome);
        for (String client : new String[] {"app-1", "app-2"}) {
            assertThat(recorded.finallyOn("redis-302", client)).containsAll(recorded.acknowledged(client, o -> true));
            recorded.accountAddsUp("redis-301", client);
        }
    }

    @Test
    void bothReadersAreServedBy301InTheEnd(Outcome outcome) {
        var recorded = new Recorded(outcome);
        assertThat(recorded.successes("read-1")).containsOnlyKeys("redis-202", "redis-301");
        assertThat(recorded.successes("read-2")).containsOnlyKeys("redis-203", "redis-301");
    }
}
