package io.splitproof.scenarios.migration;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.scenarios.replication.Recorded;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From Redis 7.0 to Valkey 8.1. */
@Tag("scenario")
@SplitproofScenario("scenarios/migration/upgrade.yaml")
class UpgradeIT {
    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void aNewerServerIsNoDifference(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
        assertThat(new Recorded(outcome).answer("s2")).contains("valkey 8.1 reads what redis 7.0 sends");
    }

    @Test
    void everyWriteIsOnBothNewServers(Outcome outcome) {
        var recorded = new Recorded(outcome);
        for (String client : new String[] {"app-1", "app-2"}) {
            assertThat(recorded.finallyOn("redis-302", client)).containsAll(recorded.acknowledged(client, o -> true));
        }
    }
}
