package io.splitproof.scenarios.sentinel;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.EpisodeFinding;
import io.splitproof.checker.Failover;
import io.splitproof.forecast.Stage;
import io.splitproof.history.Event.ProcessEnded;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import java.util.Objects;

/** What the two forms of SENTINEL SIMULATE-FAILURE have in common. */
final class LeaderCrashes {
    private static final Duration RETRY = Duration.ofSeconds(10);

    private LeaderCrashes() {}

    static EpisodeFinding episode(Outcome outcome) {
        return outcome.judgement().findings().episodes().get().get(0);
    }

    static Failover failover(Outcome outcome) {
        assertThat(episode(outcome).failover().failovers()).hasSize(1);
        return episode(outcome).failover().failovers().get(0);
    }

    static Duration after(Outcome outcome, Stage stage) {
        return episode(outcome)
                .episode()
                .since(Objects.requireNonNull(failover(outcome).stage(stage), stage.words())
                        .toNanos());
    }

    /** One Sentinel ends with Redis's code for it, another finishes, and not before 2 x failover-timeout. */
    static void anotherSentinelFinishes(Outcome outcome) {
        var ended = outcome.history().of(ProcessEnded.class).toList();
        assertThat(ended).hasSize(1);
        assertThat(ended.get(0).exitCode()).isEqualTo(99);
        assertThat(failover(outcome).leader())
                .isNotNull()
                .isNotEqualTo(ended.get(0).node());
        assertThat(failover(outcome).switches())
                .hasSize(2)
                .doesNotContainKey(ended.get(0).node());
        assertThat(after(outcome, Stage.ELECTED)).isGreaterThan(RETRY.plusSeconds(2));
    }
}
