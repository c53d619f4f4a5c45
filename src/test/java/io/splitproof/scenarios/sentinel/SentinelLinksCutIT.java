package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sentinels cannot reach one another; then the primary dies. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/sentinel-links-cut.yaml")
class SentinelLinksCutIT {
    @Test
    void eachOfThemSeesThePrimaryDownAndNoneGetsItAgreed(Outcome outcome) {
        assertThat(outcome).didNotFailOver().hadNoSplitBrain();
        Assertions.assertThat(Facts.of(outcome).sentinelsThatSaid("+sdown", "master mymaster 127.0.0.1"))
                .containsExactlyInAnyOrder("sentinel-1", "sentinel-2", "sentinel-3");
        Assertions.assertThat(Facts.of(outcome).sentinelsThatSaid("+odown", "")).isEmpty();
        Assertions.assertThat(Facts.of(outcome).sentinelsThatSaid("+try-failover", ""))
                .isEmpty();
    }

    @Test
    void writesAreRefusedUntilThePrimaryIsBack(Outcome outcome) {
        assertThat(outcome).lostNoAcknowledgedWrites();
        Downtime.of(outcome).lastsFrom(Duration.ofSeconds(17)).to(Duration.ofSeconds(25));
    }

    @Test
    void thatNobodyIsPromotedIsConfirmed(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }

    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }
}
