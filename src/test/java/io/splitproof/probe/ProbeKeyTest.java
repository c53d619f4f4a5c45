package io.splitproof.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.scenario.ScenarioBuilder;
import io.splitproof.store.ScenarioFiles;
import io.splitproof.topology.Slots;
import io.splitproof.topology.Topology;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProbeKeyTest {
    private static final Topology CLUSTER = ScenarioFiles.read(
                    Path.of("src/test/resources/scenarios-good/cluster.yaml"))
            .topology();

    private static int slot(String node) {
        return Slots.of(ProbeKey.of(CLUSTER.node(node), CLUSTER));
    }

    @Test
    void theNodesOfAShardHaveOneKeyInTheSecondHalfOfItsSlots() {
        assertThat(slot("redis-2")).isBetween(8_191, 10_922).isEqualTo(slot("redis-5"));
        assertThat(slot("redis-3")).isBetween(13_653, 16_383);
    }

    @Test
    void aNodeThatJoinsHasOneOfTheSlotsThatItGetsFirst() {
        assertThat(slot("redis-7")).isBetween(0, 99);
    }

    @Test
    void outsideClustersThereIsOneKey() {
        var topology = ScenarioBuilder.named("key")
                .box("box-1", "redis-1", "sentinel-1")
                .writer("c1", 1)
                .build()
                .topology();
        assertThat(ProbeKey.of(topology.node("redis-1"), topology)).isEqualTo("splitproof:write-probe");
    }
}
