package io.splitproof.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two faults, at 5 s and at 20 s; the second ends redis-1, which was primary. */
class LossEpisodesTest {
    private static final LossEpisodes EPISODES = new LossEpisodes(
            List.of(episode("f1", 5, 20), episode("f2", 20, 40)), List.of(Set.of(), Set.of("redis-1")));

    private static Episode episode(String fault, double at, double end) {
        long nanos = Story.nanos(at);
        return new Episode(List.of(fault), fault, Interval.at(nanos), nanos, null, Story.nanos(end), Story.nanos(end));
    }

    private static int of(double at, double runEnds, String node) {
        return EPISODES.of(Story.nanos(at), Story.nanos(runEnds), node);
    }

    @Test
    void whatACrashTakesBelongsToItHoweverOldItIs() {
        assertThat(of(12, 19.99, "redis-1")).isEqualTo(1);
        assertThat(of(3, 19.99, "redis-1")).isEqualTo(1);
    }

    @Test
    void whatAnotherNodeAcknowledgedBelongsToTheFaultBefore() {
        assertThat(of(12, 19.99, "redis-3")).isZero();
    }

    @Test
    void aRunThatEndedLongBeforeTheCrashBelongsToTheFaultBefore() {
        assertThat(of(12, 18.9, "redis-1")).isZero();
    }

    @Test
    void whatReplicationCarriedLastBelongsToTheFaultThatComes() {
        assertThat(of(19.5, 19.5, "redis-3")).isEqualTo(1);
        assertThat(of(4.5, 4.5, "redis-1")).isZero();
    }

    @Test
    void withoutAnEpisodeItBelongsToNone() {
        assertThat(new LossEpisodes(List.of(), List.of()).of(Story.nanos(5), Story.nanos(5), "redis-1"))
                .isEqualTo(-1);
    }

    @Test
    void aCrashOfThePrimaryEndsItAndACrashOfAReplicaDoesNot() {
        Evidence crash = Story.crash().evidence();
        assertThat(LossEpisodes.of(crash, Episodes.of(crash)).ended()).containsExactly(Set.of("redis-1"));
        Evidence cut = Story.minorityPartition().evidence();
        assertThat(LossEpisodes.of(cut, Episodes.of(cut)).ended()).containsExactly(Set.of());
    }
}
