package io.splitproof.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.splitproof.fault.CrashFlavour;
import io.splitproof.fault.Disk;
import io.splitproof.fault.Fault;
import io.splitproof.fault.Target;
import io.splitproof.topology.Address;
import io.splitproof.topology.Box;
import io.splitproof.topology.Group;
import io.splitproof.topology.Node;
import io.splitproof.topology.NodeKind;
import io.splitproof.topology.RestartPolicy;
import io.splitproof.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PersistenceTest {
    private static final List<Target> REDIS_1 = List.of(new Target("redis-1"));
    private static final Fault KILL = new Fault.Kill(REDIS_1, CrashFlavour.PROCESS);
    private static final Fault HOST = new Fault.Kill(REDIS_1, CrashFlavour.HOST);
    private static final Fault STOP = new Fault.Stop(REDIS_1);
    private static final Map<String, String> SNAPSHOTS = config("900 1", "no", "everysec");

    private static Map<String, String> config(String save, String appendOnly, String appendFsync) {
        return Map.of("save", save, "appendonly", appendOnly, "appendfsync", appendFsync);
    }

    private static Forecast forecast(Map<String, String> config, Fault fault, @Nullable Duration backupAge) {
        return forecast(config, fault, backupAge, Map.of());
    }

    private static Forecast forecast(
            Map<String, String> config,
            Fault fault,
            @Nullable Duration backupAge,
            Map<String, Acknowledgement> acknowledgements) {
        var redis = new Node("redis-1", NodeKind.REDIS, "box-1", new Address("127.0.0.1", 6379), null, Map.of());
        var group = new Group("mymaster", "redis-1", List.of(), 0);
        var topology = new Topology(
                List.of(new Box("box-1", 1, Box.Purpose.NODES)),
                List.of(redis),
                List.of(group),
                RestartPolicy.UNLESS_STOPPED);
        var situation = new Situation(
                topology,
                group,
                "redis-1",
                List.of(new Disruption(fault, List.of("redis-1"), List.of())),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofSeconds(1),
                backupAge,
                List.of(),
                Circumstances.NONE,
                acknowledgements);
        var persistence = Persistence.of(config, Duration.ofSeconds(2));
        return Forecast.of(situation, new LiveSettings(List.of(), Map.of("redis-1", persistence), "7.0.15"));
    }

    private static RecoveryPoint point(Map<String, String> config, Fault fault) {
        RecoveryPoint point = forecast(config, fault, null).recoveryPoint();
        return Objects.requireNonNull(point);
    }

    @Test
    void readsEverySavePoint() {
        assertThat(Persistence.of(config("3600 1 300 100", "no", "no"), Duration.ZERO)
                        .savePoints())
                .hasToString("[save 3600 1, save 300 100]");
        assertThat(Persistence.of(config("", "no", "no"), Duration.ZERO).savePoints())
                .isEmpty();
    }

    @Test
    void aCrashLosesWhatCameSinceTheLastSnapshotBegan() {
        // 900 s, more than them in whole seconds (1 s), a tick (0.1 s), and two saves of 2 s
        RecoveryPoint point = point(SNAPSHOTS, KILL);
        assertThat(point.oldest()).isEqualTo(Duration.ofMillis(905_100));
        assertThat(point.certain()).isFalse();
        assertThat(point.why()).startsWith("save 900 1 alone writes to disk");
        assertThat(point(SNAPSHOTS, HOST)).isEqualTo(point);
        assertThat(point(SNAPSHOTS, new Fault.Restart(REDIS_1))).isEqualTo(point);
    }

    @Test
    void theSoonestSavePointOfOneChangeCounts() {
        assertThat(point(config("3600 1 900 1 60 10000", "no", "no"), KILL).oldest())
                .isEqualTo(Duration.ofMillis(905_100));
    }

    @Test
    void savePointsOfManyChangesBoundNoTime() {
        RecoveryPoint point = point(config("60 10000", "no", "no"), KILL);
        assertThat(point.oldest()).isNull();
        assertThat(point.certain()).isFalse();
    }

    @Test
    void withoutPersistenceEverythingIsLost() {
        assertThat(List.of(
                        point(config("", "no", "no"), KILL),
                        point(config("", "no", "no"), HOST),
                        point(config("", "no", "no"), STOP)))
                .allMatch(point -> point.oldest() == null && point.certain());
    }

    @Test
    void aGracefulStopLosesNothing() {
        assertThat(point(SNAPSHOTS, STOP).oldest()).isEqualTo(Duration.ZERO);
        assertThat(point(config("", "yes", "no"), STOP).oldest()).isEqualTo(Duration.ZERO);
    }

    @Test
    void anAppendOnlyFileLosesWhatTheKernelDidNotHave() {
        assertThat(point(config("", "yes", "always"), KILL).oldest()).isEqualTo(Duration.ZERO);
        assertThat(point(config("", "yes", "no"), KILL).oldest()).isEqualTo(Duration.ZERO);
        assertThat(point(config("", "yes", "everysec"), KILL).oldest()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aHostCrashLosesWhatTheDiskDidNotHave() {
        assertThat(point(config("", "yes", "always"), HOST).oldest()).isEqualTo(Duration.ZERO);
        assertThat(point(config("", "yes", "everysec"), HOST).oldest()).isEqualTo(Duration.ofSeconds(2));
        assertThat(point(config("", "yes", "no"), HOST).oldest()).isNull();
    }

    @Test
    void aHostCrashLosesNothingIfEveryWriteWaitedForTheDisk() {
        Map<String, String> everySecond = config("", "yes", "everysec");
        var synced = new Acknowledgement(0, true);
        assertThat(forecast(everySecond, HOST, null, Map.of("c1", synced)).recoveryPoint())
                .extracting(RecoveryPoint::oldest)
                .isEqualTo(Duration.ZERO);
        assertThat(forecast(everySecond, HOST, null, Map.of("c1", synced, "c2", Acknowledgement.REPLY))
                        .recoveryPoint())
                .isEqualTo(point(everySecond, HOST));
        assertThat(forecast(SNAPSHOTS, HOST, null, Map.of("c1", synced)).recoveryPoint())
                .isEqualTo(point(SNAPSHOTS, HOST));
    }

    @Test
    void aLostDiskLosesEverythingButTheBackup() {
        var lost = new Fault.Kill(REDIS_1, CrashFlavour.HOST, Disk.LOST);
        assertThat(point(config("", "yes", "always"), lost))
                .isEqualTo(new RecoveryPoint(null, true, "its disk is lost and nothing is restored"));
        var restored = new Fault.Kill(REDIS_1, CrashFlavour.HOST, Disk.BACKUP);
        var eight = Duration.ofMinutes(8);
        assertThat(forecast(SNAPSHOTS, restored, eight).recoveryPoint())
                .isNotNull()
                .satisfies(point -> assertThat(point.oldest()).isEqualTo(eight))
                .satisfies(point -> assertThat(point.certain()).isTrue());
        assertThat(point(SNAPSHOTS, restored).oldest()).isNull();
    }

    @Test
    void aPauseLosesNoState() {
        Forecast forecast = forecast(SNAPSHOTS, new Fault.Pause(REDIS_1), null);
        assertThat(forecast.recoveryPoint()).isNull();
        assertThat(forecast.failoverPossible()).isFalse();
        assertThat(forecast.reason()).isEqualTo("no Sentinel watches mymaster");
    }

    @Test
    void aProcessThatTheEngineStartsAgainIsNotDeadForGood() {
        Topology topology = new Topology(List.of(), List.of(), List.of(), RestartPolicy.UNLESS_STOPPED);
        var redis = new Node("redis-1", NodeKind.REDIS, "box-1", new Address("127.0.0.1", 6379), null, Map.of());
        var killed = new Disruption(KILL, List.of("redis-1"), List.of());
        assertThat(killed.kills(redis, topology)).isFalse();
        assertThat(killed.ends(redis, topology)).isTrue();
    }

    @Test
    void settingsThatWereNotReadMakeNoForecast() {
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> new LiveSettings(List.of(), "").persistence("redis-1"))
                .withMessageContaining("CONFIG GET");
    }
}
