package io.splitproof.scenarios.gallery;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.scenarios.sentinel.Accounts;
import io.splitproof.scenarios.sentinel.Facts;
import io.splitproof.trial.Outcome;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The reports: a primary that reboots at once is kept, and what it lost is lost everywhere. */
@Tag("scenario")
@SplitproofScenario("scenarios/gallery/redis-1297.yaml")
class Redis1297IT {
    @Test
    void sentinelsSeeAReboot(Outcome outcome) {
        assertThat(outcome).didNotFailOver();
        Assertions.assertThat(Facts.of(outcome).sentinelsThatSaid("+reboot", "master mymaster 127.0.0.1"))
                .isNotEmpty();
        Assertions.assertThat(Facts.of(outcome).tries()).isZero();
    }

    @Test
    void everythingFromBeforeIsGone(Outcome outcome) {
        Assertions.assertThat(Facts.of(outcome).lost()).isGreaterThan(50);
    }

    @Test
    void thatNothingFailsOverAndAllIsLostIsConfirmed(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }

    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void everyWriteIsAccountedFor(Outcome outcome) {
        assertThat(outcome).accountedForEveryWrite();
        Accounts.addUp(outcome);
    }
}
