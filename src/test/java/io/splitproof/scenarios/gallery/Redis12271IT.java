package io.splitproof.scenarios.gallery;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.history.Event.SentinelSaid;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The report: Sentinels that were set up with different primaries stay apart. */
@Tag("scenario")
@SplitproofScenario("scenarios/gallery/redis-12271.yaml")
class Redis12271IT {
    @Test
    void theOneSaysThatItsPrimaryIsDownAndNobodyAgrees(Outcome outcome) {
        Assertions.assertThat(sentinels(outcome, "+sdown")).containsExactly("sentinel-3");
        Assertions.assertThat(sentinels(outcome, "+odown")).isEmpty();
        Assertions.assertThat(sentinels(outcome, "+switch-master")).isEmpty();
    }

    @Test
    void itsClientIsRefusedUntilAnOperatorMendsIt(Outcome outcome) {
        var answers = Answers.of(outcome, "c2");
        Assertions.assertThat(answers.longestWithoutSuccess()).isGreaterThan(Duration.ofSeconds(33));
        Assertions.assertThat(answers.last()).isEqualTo("redis-1");
    }

    @Test
    void thatTheyComeToAgreeIsRefuted(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.REFUTED);
    }

    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    private static Set<String> sentinels(Outcome outcome, String channel) {
        return outcome.history()
                .of(SentinelSaid.class)
                .filter(s -> s.channel().equals(channel)
                        && (s.payload().startsWith("master ") || channel.equals("+switch-master")))
                .map(SentinelSaid::sentinel)
                .collect(Collectors.toSet());
    }
}
