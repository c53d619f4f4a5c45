package io.splitproof.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.splitproof.topology.Group;
import io.splitproof.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ImportedTest {
    private static final Group SHARD = new Group("shard-1", "redis-1", List.of("redis-4"), 0, List.of("c1", "c2"));
    private static final Duration DONE = Duration.ofMillis(500);

    private static Exposure loss(@Nullable Duration stopped, Map<String, Bounds> left) {
        return new Imported("redis-7", DONE, stopped, left).loss(SHARD);
    }

    private static Exposure splitBrain(Map<String, Bounds> left) {
        return new Imported("redis-7", DONE, null, left).splitBrain(SHARD);
    }

    @Test
    void theLastClientToLeaveSetsTheEnd() {
        var bounds = loss(null, Map.of("c1", Bounds.ofMillis(900, 950), "c2", Bounds.ofMillis(2_000, 2_050)))
                .bounds();
        assertThat(bounds).isEqualTo(Bounds.ofMillis(2_000, 2_050));
    }

    @Test
    void whoLeavesBeforeTheImportIsDoneMayLoseNothing() {
        assertThat(loss(null, Map.of("c1", Bounds.ofMillis(400, 450))).bounds()).isEqualTo(Bounds.ofMillis(0, 450));
    }

    @Test
    void aPrimaryThatRefusesWritesLaterEndsTheLoss() {
        var exposure = loss(Duration.ofMillis(700), Map.of("c1", Bounds.ofMillis(2_000, 2_050)));
        assertThat(exposure.bounds()).isEqualTo(Bounds.ofMillis(700, 700));
        assertThat(exposure.why()).endsWith("it refuses writes");
    }

    @Test
    void aPrimaryThatRefusedThemBeforeLosesNothing() {
        assertThat(loss(Duration.ofMillis(-1), Map.of("c1", Bounds.ofMillis(2_000, 2_050)))
                        .isPossible())
                .isFalse();
    }

    @Test
    void clientsOfOtherShardsDoNotCount() {
        assertThat(loss(null, Map.of("c9", Bounds.ofMillis(2_000, 2_050))).isPossible())
                .isFalse();
    }

    @Test
    void clientsOfOneShardThatAreMovedOneAfterAnotherWriteToBothMeanwhile() {
        var moved = Map.of("c1", Bounds.ofMillis(900, 950), "c2", Bounds.ofMillis(2_000, 2_050));
        assertThat(splitBrain(moved).bounds()).isEqualTo(Bounds.ofMillis(0, 1_150));
        assertThat(splitBrain(Map.of("c1", Bounds.ofMillis(900, 950))).isPossible())
                .isFalse();
    }

    @Test
    void aFaultOnTheGroupOutsideHasNoForecast() {
        Topology topology = Shards.beside(Shards.THREE, "redis-7", "redis-8");
        LiveSettings settings = Shards.settings(topology, Shards.REDIS_7, 2_000);
        assertThatExceptionOfType(NoForecast.class)
                .isThrownBy(() -> Forecast.of(Shards.situation(topology, 1, null, Shards.kill("redis-7")), settings))
                .withMessageContaining("the group outside the Cluster");
        assertThat(Forecast.of(Shards.situation(topology, 1, null, Shards.kill("redis-1")), settings)
                        .failoverPossible())
                .isTrue();
    }

    @Test
    void aGroupOutsideThatAnOperatorHasEndedIsNoMatterAnyMore() {
        Topology topology = Shards.beside(Shards.THREE, "redis-7", "redis-8");
        Situation before = Shards.situation(topology, 1, null, Shards.kill("redis-1"));
        var ended = new Circumstances(
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                before.primaries(),
                List.of("redis-7", "redis-8"),
                null,
                null);
        var after = new Situation(
                topology,
                before.group(),
                before.primary(),
                before.active(),
                null,
                before.loadEndsAfter(),
                before.clientTimeout(),
                null,
                List.of(),
                ended);
        assertThat(Forecast.of(after, Shards.settings(topology, Shards.REDIS_7, 2_000))
                        .failoverPossible())
                .isTrue();
    }

    @Test
    void nodesOutsideDoNotFindAPrimaryFailed() {
        Topology topology = Shards.beside(Shards.THREE, "redis-7", "redis-8");
        LiveSettings settings = Shards.settings(topology, Shards.REDIS_7, 2_000);
        var alone = Shards.situation(topology, 1, null, Shards.kill("redis-1"));
        assertThat(Forecast.of(alone, settings))
                .isEqualTo(Forecast.of(
                        Shards.situation(Shards.THREE, 1, null, Shards.kill("redis-1")),
                        Shards.settings(Shards.THREE, Shards.REDIS_7, 2_000)));
    }
}
