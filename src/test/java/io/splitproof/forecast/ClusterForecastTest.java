package io.splitproof.forecast;

import static io.splitproof.forecast.Shards.REDIS_7;
import static io.splitproof.forecast.Shards.THREE;
import static io.splitproof.forecast.Shards.VALKEY_8_1;
import static io.splitproof.forecast.Shards.VALKEY_9_0;
import static io.splitproof.forecast.Shards.VALKEY_9_1;
import static io.splitproof.forecast.Shards.cutOff;
import static io.splitproof.forecast.Shards.kill;
import static io.splitproof.forecast.Shards.pause;
import static io.splitproof.forecast.Shards.settings;
import static io.splitproof.forecast.Shards.situation;
import static io.splitproof.forecast.Shards.topology;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.splitproof.fault.FailoverMode;
import io.splitproof.fault.Fault;
import io.splitproof.fault.Physics;
import io.splitproof.fault.Ports;
import io.splitproof.fault.Target;
import io.splitproof.topology.Link;
import io.splitproof.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClusterForecastTest {
    private static final long TIMEOUT = 5_000;

    static Stream<Server> servers() {
        return Stream.of(REDIS_7, new Server(false, 8, 6), new Server(true, 8, 0), VALKEY_8_1, VALKEY_9_0, VALKEY_9_1);
    }

    private static Forecast killed(Topology topology, Server server, long timeout, String... nodes) {
        return Forecast.of(situation(topology, 1, null, kill(nodes)), settings(topology, server, timeout));
    }

    private static Bounds bounds(Forecast forecast, Stage stage) {
        return Objects.requireNonNull(forecast.stages().get(stage), stage + " has no bounds");
    }

    private static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    @Test
    void theOtherPrimariesFindItFailedAndVote() {
        var forecast = killed(THREE, REDIS_7, TIMEOUT, "redis-1");
        assertThat(forecast.failoverPossible()).isTrue();
        assertThat(forecast.reason())
                .contains("redis-2, redis-3 of the 3 primaries with slots find redis-1 down (2 must)")
                .contains("vote for redis-4");
        assertThat(forecast.stages().keySet()).containsExactlyElementsOf(Stage.OF_CLUSTER);
    }

    @Test
    void stagesOfRedis7FollowTheNodeTimeout() {
        var forecast = killed(THREE, REDIS_7, TIMEOUT, "redis-1");
        assertThat(bounds(forecast, Stage.PFAIL_FIRST)).isEqualTo(Bounds.ofMillis(5_000, 7_800));
        assertThat(bounds(forecast, Stage.FAIL_FIRST)).isEqualTo(Bounds.ofMillis(5_000, 10_300));
        assertThat(bounds(forecast, Stage.TAKEOVER)).isEqualTo(Bounds.ofMillis(5_500, 11_800));
        assertThat(bounds(forecast, Stage.WRITABLE)).isEqualTo(Bounds.ofMillis(5_500, 12_100));
        assertThat(forecast.retry()).isEqualTo(ms(22_000));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void everyStageComesLaterWithALongerNodeTimeout(Server server) {
        Forecast before = killed(THREE, server, 1_000, "redis-1");
        for (long timeout : new long[] {2_000, 3_000, 5_000, 15_000, 30_000}) {
            Forecast next = killed(THREE, server, timeout, "redis-1");
            for (Stage stage : Stage.OF_CLUSTER) {
                assertThat(bounds(next, stage).lower())
                        .isGreaterThan(bounds(before, stage).lower());
                assertThat(bounds(next, stage).upper())
                        .isGreaterThan(bounds(before, stage).upper());
            }
            assertThat(next.retry()).isGreaterThanOrEqualTo(before.retry());
            before = next;
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void stagesComeInTheirOrder(Server server) {
        var forecast = killed(topology(5, 2), server, TIMEOUT, "redis-1", "redis-2");
        Bounds before = Bounds.ZERO;
        for (Stage stage : Stage.OF_CLUSTER) {
            assertThat(bounds(forecast, stage).lower()).isGreaterThanOrEqualTo(before.lower());
            assertThat(bounds(forecast, stage).upper()).isGreaterThanOrEqualTo(before.upper());
            before = bounds(forecast, stage);
        }
    }

    @Test
    void theBestReplicaOfValkey91IsElectedAtOnce() {
        Bounds redis = afterFail(REDIS_7);
        Bounds valkey = afterFail(VALKEY_9_1);
        assertThat(valkey).isEqualTo(Bounds.ofMillis(0, 400));
        assertThat(redis).isEqualTo(Bounds.ofMillis(500, 1_500));
        assertThat(valkey.upper()).isLessThan(redis.lower());
    }

    @Test
    void valkey90WaitsForThirtiethsOfTheNodeTimeout() {
        assertThat(afterFail(VALKEY_9_0)).isEqualTo(Bounds.ofMillis(166, 733));
    }

    /** From FAIL to the takeover, by the difference of their bounds. */
    private static Bounds afterFail(Server server) {
        var forecast = killed(THREE, server, TIMEOUT, "redis-1");
        Bounds failed = bounds(forecast, Stage.FAIL_FIRST);
        Bounds taken = bounds(forecast, Stage.TAKEOVER);
        return Bounds.ofMillis(
                taken.lower().minus(failed.lower()).toMillis(),
                taken.upper().minus(failed.upper()).toMillis());
    }

    @Test
    void anotherFailedPrimaryDelaysValkey81ByItsRank() {
        var alone = killed(topology(5, 1), VALKEY_8_1, TIMEOUT, "redis-1");
        var two = killed(topology(5, 1), VALKEY_8_1, TIMEOUT, "redis-1", "redis-2");
        assertThat(bounds(two, Stage.TAKEOVER).upper())
                .isEqualTo(bounds(alone, Stage.TAKEOVER).upper().plusMillis(500));
        var redis = killed(topology(5, 1), REDIS_7, TIMEOUT, "redis-1", "redis-2");
        assertThat(bounds(redis, Stage.TAKEOVER).upper())
                .isEqualTo(bounds(killed(topology(5, 1), REDIS_7, TIMEOUT, "redis-1"), Stage.TAKEOVER)
                        .upper());
    }

    @Test
    void aDeadReplicaMayStandBeforeTheOneThatIsElected() {
        var one = killed(topology(3, 2), REDIS_7, TIMEOUT, "redis-1");
        var dead = killed(topology(3, 2), REDIS_7, TIMEOUT, "redis-1", "redis-4");
        assertThat(dead.reason()).contains("vote for redis-7");
        assertThat(bounds(dead, Stage.TAKEOVER).upper())
                .isEqualTo(bounds(one, Stage.TAKEOVER).upper().plusSeconds(1));
    }

    /** Measured without containers, node timeout 3 s: research of 2026-11, redis 8.6.3 and valkey 9.1.2. */
    @Test
    void measuredFailoversOfTheLabLieInside() {
        var redis = killed(THREE, new Server(false, 8, 6), 3_000, "redis-1");
        var valkey = killed(THREE, VALKEY_9_1, 3_000, "redis-1");
        for (long seen : new long[] {3_556, 4_183, 4_955, 3_828, 4_912}) {
            assertThat(bounds(redis, Stage.FAIL_FIRST).contains(ms(seen), Duration.ZERO))
                    .isTrue();
        }
        for (long seen : new long[] {4_461, 5_127, 5_580, 4_656, 5_630}) {
            assertThat(bounds(redis, Stage.WRITABLE).contains(ms(seen), Duration.ZERO))
                    .isTrue();
        }
        for (long seen : new long[] {3_888, 5_319, 3_659, 4_888}) {
            assertThat(bounds(valkey, Stage.WRITABLE).contains(ms(seen), Duration.ZERO))
                    .isTrue();
        }
    }

    @Test
    void aPrimaryInAMinorityStopsAfterItsNodeTimeout() {
        var forecast = Forecast.of(
                situation(THREE, 1, Duration.ofSeconds(20), cutOff(THREE, "box-1", "c1")),
                settings(THREE, REDIS_7, TIMEOUT));
        assertThat(forecast.failoverPossible()).isTrue();
        assertThat(forecast.oldSide()).containsExactly("c1");
        assertThat(forecast.loss().bounds()).isEqualTo(Bounds.ofMillis(5_000, 7_800));
        assertThat(forecast.loss().why()).contains("c1 can still write to redis-1", "without a majority");
        assertThat(forecast.splitBrain().bounds()).isEqualTo(Bounds.ofMillis(0, 2_300));
    }

    @Test
    void aMinorityWithoutAClientLosesNothing() {
        var forecast = Forecast.of(
                situation(THREE, 1, Duration.ofSeconds(20), cutOff(THREE, "box-1")), settings(THREE, REDIS_7, TIMEOUT));
        assertThat(forecast.loss().isPossible()).isFalse();
    }

    @Test
    void aShorterLagStopsTheMinorityEarlier() {
        var live = settings(THREE, Shards.node(REDIS_7, 15_000), 1, 5);
        var forecast = Forecast.of(situation(THREE, 1, Duration.ofSeconds(50), cutOff(THREE, "box-1", "c1")), live);
        assertThat(forecast.gate()).isEqualTo(Bounds.ofMillis(4_000, 7_000));
        assertThat(forecast.loss().bounds()).isEqualTo(Bounds.ofMillis(4_000, 7_000));
        assertThat(forecast.loss().why()).contains("min-replicas-max-lag 5");
    }

    @Test
    void aGatedNewPrimaryWithoutAReplicaIsNeverWritable() {
        var live = settings(THREE, Shards.node(REDIS_7, TIMEOUT), 1, 5);
        var forecast = Forecast.of(situation(THREE, 1, null, kill("redis-1")), live);
        assertThat(forecast.failoverPossible()).isTrue();
        assertThat(forecast.stages()).containsKey(Stage.TAKEOVER).doesNotContainKey(Stage.WRITABLE);
    }

    @Test
    void aCutThatIsHealedWithinTheNodeTimeoutFailsNothingOver() {
        var forecast = Forecast.of(
                situation(THREE, 1, ms(4_900), cutOff(THREE, "box-1", "c1")), settings(THREE, REDIS_7, TIMEOUT));
        assertThat(forecast.failoverPossible()).isFalse();
        assertThat(forecast.reason()).contains("healed before cluster-node-timeout");
    }

    @Test
    void aCutThatIsHealedDuringTheElectionMayFailOver() {
        var forecast = Forecast.of(
                situation(THREE, 1, ms(6_000), cutOff(THREE, "box-1", "c1")), settings(THREE, REDIS_7, TIMEOUT));
        assertThat(forecast.failoverPossible()).isTrue();
        assertThat(forecast.isFailoverCertain(ms(6_000))).isFalse();
        assertThat(forecast.isFailoverCertain(ms(11_800))).isTrue();
        assertThat(forecast.loss().isExpected()).isFalse();
    }

    @Test
    void aThawedPrimaryAnswersAtMostWhatHadReachedIt() {
        var forecast = Forecast.of(
                situation(THREE, 1, Duration.ofSeconds(20), pause("redis-1")), settings(THREE, REDIS_7, TIMEOUT));
        assertThat(forecast.failoverPossible()).isTrue();
        assertThat(forecast.loss().bounds()).isEqualTo(Bounds.ofMillis(0, 21_000));
        assertThat(forecast.splitBrain().bounds()).isEqualTo(Bounds.ofMillis(0, 1_000));
        assertThat(forecast.loss().isExpected()).isFalse();
    }

    @Test
    void twoOfThreePrimariesCannotBeReplaced() {
        var forecast = killed(THREE, REDIS_7, TIMEOUT, "redis-1", "redis-2");
        assertThat(forecast.failoverPossible()).isFalse();
        assertThat(forecast.reason()).contains("only redis-3 of the 3 primaries", "2 must");
        assertThat(forecast.watch()).isEqualTo(ms(11_800));
    }

    @Test
    void twoOfFivePrimariesCan() {
        assertThat(killed(topology(5, 1), REDIS_7, TIMEOUT, "redis-1", "redis-2")
                        .failoverPossible())
                .isTrue();
    }

    @Test
    void aSingleShardCannotFailOverAtAll() {
        var forecast = killed(topology(1, 1), REDIS_7, TIMEOUT, "redis-1");
        assertThat(forecast.failoverPossible()).isFalse();
        assertThat(forecast.reason()).contains("only primary with slots", "nobody is left");
    }

    @Test
    void twoShardsCannotEither() {
        var forecast = killed(topology(2, 1), REDIS_7, TIMEOUT, "redis-1");
        assertThat(forecast.failoverPossible()).isFalse();
        assertThat(forecast.reason()).contains("only redis-2 of the 2 primaries");
    }

    @Test
    void aShardWithoutAReplicaIsNotReplaced() {
        var forecast = killed(THREE, REDIS_7, TIMEOUT, "redis-1", "redis-4");
        assertThat(forecast.failoverPossible()).isFalse();
        assertThat(forecast.reason()).contains("no replica that runs and may take over");
        assertThat(forecast.recoveryPoint()).isNotNull();
    }

    @Test
    void aReplicaThatMayNotFailOverDoesNot() {
        var each = ClusterSettings.of(Map.of("cluster-replica-no-failover", "yes"), REDIS_7);
        var forecast = Forecast.of(situation(THREE, 1, null, kill("redis-1")), settings(THREE, each, 0, 10));
        assertThat(forecast.failoverPossible()).isFalse();
    }

    @Test
    void aReplicaOnTheMinoritySideIsNotElected() {
        var forecast = Forecast.of(
                situation(THREE, 1, Duration.ofSeconds(40), cutOff(THREE, "box-1", "box-4", "c1")),
                settings(THREE, REDIS_7, TIMEOUT));
        assertThat(forecast.failoverPossible()).isFalse();
        assertThat(forecast.reason()).contains("only 0 can vote for redis-4");
    }

    private static Disruption apart(Duration before) {
        var links = List.of(new Link("box-1", "box-4"), new Link("box-4", "box-1"));
        return new Disruption(
                new Fault.Partition(List.of(), Physics.BLACKHOLE),
                List.of("box-1", "box-4"),
                links,
                before.negated(),
                null);
    }

    @Test
    void aReplicaThatWasApartForTooLongIsTooOld() {
        // 10 x 5 s + 10 s, and the 5 s of the node timeout; a silent link is closed after 60 s and counts anew.
        var old = situation(THREE, 1, null, kill("redis-1"), apart(Duration.ofSeconds(126)));
        assertThat(Forecast.of(old, settings(THREE, REDIS_7, TIMEOUT)).failoverPossible())
                .isFalse();
        var fresh = situation(THREE, 1, null, kill("redis-1"), apart(Duration.ofSeconds(50)));
        assertThat(Forecast.of(fresh, settings(THREE, REDIS_7, TIMEOUT)).failoverPossible())
                .isTrue();
        var between = situation(THREE, 1, null, kill("redis-1"), apart(Duration.ofSeconds(60)));
        assertThatThrownBy(() -> Forecast.of(between, settings(THREE, REDIS_7, TIMEOUT)))
                .isInstanceOf(NoForecast.class)
                .hasMessageContaining("too old");
    }

    @Test
    void withFullCoverageALostShardStopsAllOthers() {
        Topology five = topology(5, 1);
        var forecast = killed(five, REDIS_7, TIMEOUT, "redis-1", "redis-2", "redis-7");
        assertThat(forecast.failoverPossible()).isTrue();
        assertThat(forecast.stages()).containsKey(Stage.TAKEOVER).doesNotContainKeys(Stage.WRITABLE, Stage.STATE_OK);
        assertThat(forecast.reason()).contains("nobody takes over the slots of redis-2");
        var partial = ClusterSettings.of(
                Map.of("cluster-node-timeout", "5000", "cluster-require-full-coverage", "no"), REDIS_7);
        var without = Forecast.of(
                situation(five, 1, null, kill("redis-1", "redis-2", "redis-7")), settings(five, partial, 0, 10));
        assertThat(without.stages()).containsKey(Stage.WRITABLE);
    }

    @Test
    void fromFailToTheTakeoverEveryNodeRefuses() {
        var coverage = Objects.requireNonNull(
                killed(THREE, REDIS_7, TIMEOUT, "redis-1").coverage());
        assertThat(coverage.bounds()).isEqualTo(Bounds.ofMillis(500, 1_800));
        var quick = Objects.requireNonNull(
                killed(THREE, VALKEY_9_1, TIMEOUT, "redis-1").coverage());
        assertThat(quick.bounds()).isEqualTo(Bounds.ofMillis(0, 700));
        var other = Forecast.of(situation(THREE, 2, null, kill("redis-4")), settings(THREE, REDIS_7, TIMEOUT));
        assertThat(Objects.requireNonNull(other.coverage()).isPossible()).isFalse();
    }

    @Test
    void aShardThatNoFaultTouchesNeedNotBeWatchedForARetry() {
        var forecast = Forecast.of(situation(THREE, 2, null, kill("redis-1")), settings(THREE, REDIS_7, TIMEOUT));
        assertThat(forecast.failoverPossible()).isFalse();
        assertThat(forecast.reason()).contains("every running primary still reaches redis-2");
        assertThat(forecast.watch()).isEqualTo(ms(11_800));
        var quiet = Forecast.of(situation(THREE, 2, null), settings(THREE, REDIS_7, TIMEOUT));
        assertThat(quiet.watch()).isZero();
    }

    @Test
    void aServerThatDidNotTellItsVersionHasNoForecast() {
        var each = ClusterSettings.of(Map.of(), null);
        assertThatThrownBy(() -> Forecast.of(situation(THREE, 1, null, kill("redis-1")), settings(THREE, each, 0, 10)))
                .isInstanceOf(NoForecast.class)
                .hasMessageContaining("did not tell its version");
    }

    @Test
    void clocksThatWereSetHaveNoForecast() {
        var jump = new Disruption(
                new Fault.ClockJump(List.of(new Target("redis-4")), Duration.ofSeconds(5)),
                List.of("redis-4"),
                List.of());
        assertThatThrownBy(() -> Forecast.of(
                        situation(THREE, 1, null, kill("redis-1"), jump), settings(THREE, REDIS_7, TIMEOUT)))
                .isInstanceOf(NoForecast.class);
    }

    @Test
    void valkeyIsKnownByItsOwnVersion() {
        assertThat(Server.in(Map.of("redis_version", "7.2.4", "valkey_version", "9.1.2")))
                .contains(VALKEY_9_1);
        assertThat(Server.in(Map.of("redis_version", "7.0.15"))).contains(REDIS_7);
        assertThat(Server.in(Map.of("redis_version", "unstable"))).isEmpty();
    }

    @Test
    void directivesAreReadByTheirOldNamesToo() {
        var old = ClusterSettings.of(
                Map.of("cluster-slave-validity-factor", "0", "cluster-slave-no-failover", "yes"), REDIS_7);
        assertThat(old.oldestReplica()).isNull();
        assertThat(old.noFailover()).isTrue();
        assertThat(ClusterSettings.of(Map.of(), REDIS_7).oldestReplica()).isEqualTo(Duration.ofSeconds(175));
    }

    private static Forecast handed(FailoverMode mode, Disruption... active) {
        Situation plain = situation(THREE, 1, null, active);
        var asked = new Circumstances(List.of(new Handover(mode, "redis-4", Duration.ofSeconds(1))), plain.primaries());
        return Forecast.of(
                new Situation(
                        THREE,
                        plain.group(),
                        "redis-1",
                        plain.active(),
                        null,
                        Duration.ofSeconds(60),
                        Duration.ofMillis(500),
                        null,
                        List.of(),
                        asked),
                settings(THREE, REDIS_7, TIMEOUT));
    }

    @Test
    void aHandoverWithThePrimaryLosesNothing() {
        var forecast = handed(FailoverMode.DEFAULT);
        assertThat(forecast.failoverPossible()).isTrue();
        assertThat(bounds(forecast, Stage.TAKEOVER)).isEqualTo(Bounds.ofMillis(1_000, 6_000));
        assertThat(forecast.loss().isPossible()).isFalse();
        assertThat(forecast.splitBrain().isPossible()).isFalse();
        assertThat(handed(FailoverMode.DEFAULT, kill("redis-1")).failoverPossible())
                .isFalse();
    }

    @Test
    void aForcedHandoverLeavesALivingPrimaryToFindOut() {
        assertThat(handed(FailoverMode.FORCE).loss().bounds()).isEqualTo(Bounds.ofMillis(0, 2_600));
        var dead = handed(FailoverMode.FORCE, kill("redis-1"));
        assertThat(bounds(dead, Stage.WRITABLE)).isEqualTo(Bounds.ofMillis(1_000, 1_900));
        assertThat(dead.loss().isPossible()).isFalse();
    }

    @Test
    void onlyATakeoverNeedsNoVotes() {
        var lost = kill("redis-1", "redis-2");
        assertThat(handed(FailoverMode.FORCE, lost).failoverPossible()).isFalse();
        var taken = handed(FailoverMode.TAKEOVER, lost);
        assertThat(taken.failoverPossible()).isTrue();
        assertThat(taken.stages()).containsOnlyKeys(Stage.TAKEOVER);
    }

    @Test
    void aCutOfTheBusAloneLeavesClientsAndReplicationAlone() {
        var cut = new Disruption(
                new Fault.Isolate(new Target("box-1"), Physics.BLACKHOLE, Ports.BUS),
                List.of("box-1"),
                Shards.links(THREE, "box-1"));
        var forecast = Forecast.of(situation(THREE, 1, Duration.ofSeconds(20), cut), settings(THREE, REDIS_7, TIMEOUT));
        assertThat(forecast.failoverPossible()).isTrue();
        assertThat(forecast.oldSide()).containsExactly("c1");
        assertThat(forecast.loss().bounds()).isEqualTo(Bounds.ofMillis(0, 7_800));
    }
}
