package io.splitproof.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.splitproof.deployment.Proxy;
import io.splitproof.fault.Fault;
import io.splitproof.scenario.Scenario;
import io.splitproof.store.ScenarioFiles;
import io.splitproof.topology.Link;
import io.splitproof.topology.Slots;
import io.splitproof.topology.Topology;
import io.splitproof.workload.ClientSpec;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizedClusterTest {
    @Test
    void withSixNodesItIsTheScenarioFile() {
        Scenario file = ScenarioFiles.read(Path.of("scenarios/cluster/minority-partition.yaml"));
        Scenario sized = new SizedCluster(6).minorityPartition();
        assertThat(sized.topology().boxes()).isEqualTo(file.topology().boxes());
        assertThat(sized.topology().groups()).isEqualTo(file.topology().groups());
        assertThat(sized.topology().cluster()).isEqualTo(file.topology().cluster());
        assertThat(sized.clients()).isEqualTo(file.clients());
        assertThat(sized.schedule()).isEqualTo(file.schedule());
        assertThat(sized.objectives()).isEqualTo(file.objectives());
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 30, 90})
    void everyLinkBetweenTwoNodesHasAProxyForEachOfTheirPorts(int nodes) {
        Topology topology = new SizedCluster(nodes).crash().topology();
        long betweenNodes =
                Proxy.of(topology).stream().filter(p -> !p.isForClient()).count();
        assertThat(betweenNodes).isEqualTo(2L * nodes * (nodes - 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 30, 90})
    void theSlotsOfAllShardsAreAllSlots(int nodes) {
        Topology topology = new SizedCluster(nodes).crash().topology();
        int slots = topology.groups().stream()
                .mapToInt(g -> topology.slotsOf(g.name()).orElseThrow().count())
                .sum();
        assertThat(slots).isEqualTo(Slots.ALL);
    }

    @Test
    void eachClientsLedgerIsInASlotOfItsShard() {
        Scenario scenario = new SizedCluster(90).minorityPartition();
        for (ClientSpec client : scenario.clients()) {
            var shard = scenario.topology().groupOf(client.name()).name();
            assertThat(scenario.topology().slotsOf(shard).orElseThrow().contains(Slots.of(client.ledger())))
                    .as(client.ledger())
                    .isTrue();
        }
    }

    @Test
    void thePartitionLeavesNobodyOut() {
        Scenario scenario = new SizedCluster(30).minorityPartition();
        var fault = (Fault.Partition) scenario.schedule().faults().get(0).fault();
        var named = new HashSet<String>();
        fault.groups().forEach(named::addAll);
        assertThat(named)
                .containsAll(
                        IntStream.rangeClosed(1, 30).mapToObj(i -> "box-" + i).toList())
                .contains("c1", "c2", "c3");
        assertThat(scenario.topology().links()).contains(new Link("box-1", "box-30"));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 7})
    void sizesThatMakeNoShardsAreRefused(int nodes) {
        assertThatThrownBy(() -> new SizedCluster(nodes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not " + nodes);
    }
}
