package io.splitproof.scenarios.migration;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.scenarios.replication.Recorded;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Only the virtual IP is switched, to 301 with its standby 302. */
@Tag("scenario")
@SplitproofScenario("scenarios/migration/by-virtual-ip.yaml")
class ByVirtualIpIT {
    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void theApplicationMovesWithoutBeingRedeployed(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
        var recorded = new Recorded(outcome);
        for (String client : new String[] {"app-1", "app-2"}) {
            assertThat(recorded.successes(client)).containsOnlyKeys("redis-201", "redis-301");
            recorded.accountAddsUp("redis-301", client);
        }
    }

    @Test
    void theStandbyHasEveryWriteToo(Outcome outcome) {
        var recorded = new Recorded(outcome);
        for (String client : new String[] {"app-1", "app-2"}) {
            assertThat(recorded.finallyOn("redis-302", client)).containsAll(recorded.acknowledged(client, o -> true));
        }
    }
}
