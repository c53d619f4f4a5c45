package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.Event.FaultApplied;
import io.splitproof.history.Event.FaultProven;
import io.splitproof.history.Event.SentinelSaid;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The primary dies while two of three Sentinels are in TILT. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/tilt.yaml")
class TiltIT {
    @Test
    void twoSentinelsAreInTiltForThirtySeconds(Outcome outcome) {
        new Tilts(outcome).are("sentinel-2", "sentinel-3");
    }

    @Test
    void theyJudgeNothingMeanwhile(Outcome outcome) {
        var tilts = new Tilts(outcome);
        tilts.isIdle("sentinel-2");
        tilts.isIdle("sentinel-3");
    }

    @Test
    void theThirdSeesThePrimaryDownAloneAndNobodyAgreesBeforeTiltEnds(Outcome outcome) {
        var tilts = new Tilts(outcome);
        long firstEnd = Math.min(tilts.moment("sentinel-2", "-tilt"), tilts.moment("sentinel-3", "-tilt"));
        assertThat(tilts.said("+sdown")
                        .filter(s -> s.payload().startsWith("master") && s.atNanos() < firstEnd)
                        .map(SentinelSaid::sentinel))
                .containsExactly("sentinel-1");
        assertThat(tilts.said("+odown", "+try-failover", "+switch-master").map(SentinelSaid::atNanos))
                .isNotEmpty()
                .allMatch(at -> at > firstEnd);
    }

    /** The two clocks jump at one instant, which the nodes knew beforehand. */
    @Test
    void theJumpIsProvenByTheNodesOwnClocks(Outcome outcome) {
        var jump = outcome.history().first(FaultApplied.class).orElseThrow();
        assertThat(jump.lastNanos()).isEqualTo(jump.firstNanos());
        assertThat(outcome.history().first(FaultProven.class).orElseThrow().evidence())
                .contains("sentinel-2 +", "sentinel-3 +");
    }

    @Test
    void theFailoverComesWhenTheForecastThatKnowsTiltSaysSo(Outcome outcome) {
        assertThat(outcome).failedOverAsForecast().heldEveryObjective();
    }

    @Test
    void everyWriteIsAccountedFor(Outcome outcome) {
        Accounts.addUp(outcome);
    }
}
