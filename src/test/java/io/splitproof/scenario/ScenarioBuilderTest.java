package io.splitproof.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.splitproof.checker.Objective;
import io.splitproof.fault.CrashFlavour;
import io.splitproof.fault.Fault;
import io.splitproof.fault.Physics;
import io.splitproof.fault.Target;
import io.splitproof.store.ScenarioFiles;
import io.splitproof.topology.Address;
import io.splitproof.topology.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScenarioBuilderTest {
    private static ScenarioBuilder threeBoxes() {
        return ScenarioBuilder.named("java")
                .box("box-1", "redis-1", "sentinel-1")
                .box("box-2", "redis-2", "sentinel-2")
                .box("box-3", "redis-3", "sentinel-3")
                .quorum(2)
                .sentinel("down-after-milliseconds", "3000")
                .sentinel("failover-timeout", "10000")
                .sentinel("parallel-syncs", "1");
    }

    private static Scenario file(String name) {
        return ScenarioFiles.read(Path.of("scenarios", name + ".yaml"));
    }

    private static void assertSameExperiment(Scenario java, Scenario yaml) {
        assertThat(java.topology()).isEqualTo(yaml.topology());
        assertThat(java.clients()).isEqualTo(yaml.clients());
        assertThat(java.schedule()).isEqualTo(yaml.schedule());
        assertThat(java.objectives()).isEqualTo(yaml.objectives());
        assertThat(java.server()).isEqualTo(yaml.server());
        assertThat(java.timeLapse()).isEqualTo(yaml.timeLapse());
    }

    @Test
    void aCrashInJavaIsTheSameExperimentAsInItsFile() {
        var java = threeBoxes()
                .writer("c1", 100)
                .writer("c2", 100)
                .at(Duration.ofSeconds(5), new Fault.Kill(List.of(new Target("primary")), CrashFlavour.PROCESS))
                .until(Duration.ofSeconds(30))
                .mustHold(
                        new Objective.FailoverWithinForecast(),
                        new Objective.NoSplitBrain(),
                        new Objective.LostWritesWithinForecast(),
                        new Objective.NoPhantomWrites())
                .build();
        assertSameExperiment(java, file("sentinel/example-2-crash"));
    }

    @Test
    void aGatedPartitionInJavaIsTheSameExperimentAsInItsFile() {
        Scenario yaml = file("sentinel/example-2-lag-limited");
        var java = threeBoxes()
                .redis("min-replicas-to-write", "1")
                .redis("min-replicas-max-lag", "10")
                .writer("c1", 100, "sentinel-1")
                .writer("c2", 100, "sentinel-2", "sentinel-3")
                .at(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(25),
                        new Fault.Partition(
                                List.of(Set.of("box-1", "c1"), Set.of("box-2", "box-3", "c2")), Physics.BLACKHOLE))
                .until(Duration.ofSeconds(50))
                .mustHold(yaml.objectives().toArray(new Objective[0]))
                .build();
        assertSameExperiment(java.at(2), yaml);
    }

    @Test
    void nodesOfOneBoxGetFurtherPorts() {
        var topology = ScenarioBuilder.named("java")
                .box("box-1", "redis-1", "redis-2", "sentinel-1", "sentinel-2")
                .writer("c1", 1)
                .build()
                .topology();
        assertThat(topology.nodes())
                .extracting(Node::address)
                .extracting(Address::toString)
                .containsExactly("127.0.0.1:6379", "127.0.0.1:6380", "127.0.0.1:26379", "127.0.0.1:26380");
    }

    @Test
    void theFirstRedisNodeIsThePrimaryOfAllOthers() {
        var topology = threeBoxes().writer("c1", 1).build().topology();
        assertThat(topology.groups()).singleElement().satisfies(group -> {
            assertThat(group.primary()).isEqualTo("redis-1");
            assertThat(group.replicas()).containsExactly("redis-2", "redis-3");
        });
        assertThat(topology.node("redis-1").replicaOf()).isNull();
        assertThat(topology.node("redis-3").replicaOf()).isEqualTo("redis-1");
        assertThat(topology.node("sentinel-3").replicaOf()).isNull();
    }

    @Test
    void aWriterWithoutSentinelsAsksAllOfThem() {
        var clients = threeBoxes()
                .writer("c1", 1)
                .writer("c2", 1, "sentinel-3")
                .build()
                .clients();
        assertThat(clients.get(0).sentinels()).containsExactly("sentinel-1", "sentinel-2", "sentinel-3");
        assertThat(clients.get(1).sentinels()).containsExactly("sentinel-3");
    }

    @Test
    void faultsAreNumberedInTheOrderTheyWereWritten() {
        var stop = new Fault.Stop(List.of(new Target("redis-1")));
        var schedule = threeBoxes()
                .writer("c1", 1)
                .at(Duration.ofSeconds(9), stop)
                .at(Duration.ofSeconds(3), stop)
                .build()
                .schedule();
        assertThat(schedule.fault("f1").at()).isEqualTo(Duration.ofSeconds(9));
        assertThat(schedule.fault("f2").at()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aScenarioWithoutAClientIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> threeBoxes().build())
                .withMessageContaining("java needs at least one Redis node, one Sentinel and one client")
                .withMessageContaining("0 clients");
    }

    @Test
    void aScenarioWithoutARedisNodeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScenarioBuilder.named("java")
                        .box("box-1", "sentinel-1")
                        .writer("c1", 1)
                        .build())
                .withMessageContaining("it has Redis nodes [], Sentinels [sentinel-1] and 1 clients");
    }

    @Test
    void aScenarioWithoutASentinelIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScenarioBuilder.named("java")
                        .box("box-1", "redis-1")
                        .writer("c1", 1)
                        .build())
                .withMessageContaining("Sentinels [] and 1 clients");
    }
}
