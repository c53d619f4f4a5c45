package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.Event.SentinelSaid;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The primary dies while one of three Sentinels is in TILT. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/tilt-one.yaml")
class TiltOneIT {
    @Test
    void oneSentinelIsInTiltForThirtySeconds(Outcome outcome) {
        new Tilts(outcome).are("sentinel-3");
    }

    @Test
    void itJudgesNothingMeanwhile(Outcome outcome) {
        new Tilts(outcome).isIdle("sentinel-3");
    }

    @Test
    void theOthersFailOverLongBeforeItsTiltEnds(Outcome outcome) {
        assertThat(outcome).failedOverAsForecast();
        var tilts = new Tilts(outcome);
        assertThat(tilts.said("+switch-master").map(SentinelSaid::atNanos))
                .isNotEmpty()
                .allMatch(at -> at < tilts.jump() + Duration.ofSeconds(15).toNanos())
                .allMatch(at -> at < tilts.moment("sentinel-3", "-tilt"));
    }

    @Test
    void aSentinelInTiltStillVotesAndFollows(Outcome outcome) {
        assertThat(new Tilts(outcome)
                        .said("+vote-for-leader", "+switch-master")
                        .filter(s -> s.sentinel().equals("sentinel-3"))
                        .map(SentinelSaid::channel))
                .contains("+vote-for-leader", "+switch-master");
    }

    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }
}
