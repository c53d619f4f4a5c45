package io.splitproof.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.splitproof.forecast.Shards;
import io.splitproof.scenario.ScenarioBuilder;
import io.splitproof.store.ScenarioFiles;
import io.splitproof.topology.Topology;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProxyTest {
    private static final Topology TOPOLOGY = ScenarioBuilder.named("proxies")
            .box("box-1", "redis-1", "sentinel-1")
            .box("box-2", "redis-2", "sentinel-2")
            .box("box-3", "redis-3", "sentinel-3")
            .writer("c1", 100)
            .writer("c2", 100)
            .build()
            .topology();
    private static final List<Proxy> PROXIES = Proxy.of(TOPOLOGY);

    private static Proxy named(String name) {
        return PROXIES.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void everyBoxHasAProxyToEveryNodeOfEveryOtherBox() {
        assertThat(PROXIES).filteredOn(p -> p.box().startsWith("box-")).hasSize(12);
        assertThat(PROXIES).filteredOn(p -> p.box().startsWith("c")).hasSize(12);
        assertThat(PROXIES).hasSize(24);
    }

    @Test
    void noBoxHasAProxyToItself() {
        assertThat(PROXIES).noneMatch(p -> p.box().equals(p.toBox()));
    }

    @Test
    void noBoxHasAProxyToAClient() {
        assertThat(PROXIES).noneMatch(p -> p.toBox().startsWith("c"));
    }

    @Test
    void namesAreUnique() {
        assertThat(PROXIES).extracting(Proxy::name).doesNotHaveDuplicates();
    }

    @Test
    void noTwoListenersOfABoxCollide() {
        var seen = new HashSet<String>();
        assertThat(PROXIES).allMatch(p -> seen.add(p.box() + " " + p.listen()));
    }

    @Test
    void aNodeBoxListensAtTheNodesOneAddress() {
        assertThat(named("box-1.redis-3"))
                .isEqualTo(new Proxy(
                        "box-1.redis-3", "box-1", "box-3", "redis-3", Proxy.Port.DATA, "127.0.0.3:6379", 6379, 6379));
        assertThat(named("box-3.sentinel-1").listen()).isEqualTo("127.0.0.1:26379");
    }

    @Test
    void aGroupBesideAClusterHasNoBus() {
        var topology = Shards.beside(Shards.THREE, "redis-7");
        assertThat(Proxy.of(topology))
                .filteredOn(Proxy::isBus)
                .hasSize(6 * 5)
                .noneMatch(p -> p.toNode().equals("redis-7") || p.box().equals("box-7"));
        assertThat(Proxy.of(topology)).extracting(Proxy::name).contains("box-7.redis-1", "box-1.redis-7", "c1.redis-7");
    }

    @Test
    void theBusOfAClusterHasProxiesOfItsOwnBetweenBoxesOfNodesAlone() {
        var cluster = ScenarioFiles.read(Path.of("src/test/resources/scenarios-good/cluster.yaml"))
                .topology();
        var bus = Proxy.of(cluster).stream().filter(Proxy::isBus).toList();
        assertThat(bus)
                .contains(new Proxy(
                        "box-1.redis-3.bus",
                        "box-1",
                        "box-3",
                        "redis-3",
                        Proxy.Port.BUS,
                        "127.0.0.3:16379",
                        16379,
                        16379))
                .extracting(Proxy::box)
                .doesNotContain("c1");
        assertThat(bus).extracting(Proxy::listen).contains("127.0.0.6:16380");
        assertThat(PROXIES).noneMatch(Proxy::isBus);
    }

    @Test
    void aClientBesideNodesHasProxiesOfItsOwn() {
        var beside = ScenarioBuilder.named("beside")
                .box("box-1", "redis-1")
                .box("c1", "sentinel-1")
                .writer("c1", 100)
                .build()
                .topology();
        assertThat(Proxy.of(beside))
                .extracting(Proxy::name, Proxy::listen, Proxy::isForClient, Proxy::hostInside)
                .containsExactly(
                        tuple("box-1.sentinel-1", "127.0.0.2:26379", false, "127.0.0.2"),
                        tuple("c1.redis-1", "127.0.0.1:6379", false, "127.0.0.1"),
                        tuple("c1.redis-1.client", "0.0.0.0:10001", true, "127.0.0.1"));
    }

    @Test
    void aClientBoxListensOnEveryInterfaceAtAPortOfItsOwnForEachNode() {
        assertThat(PROXIES).filteredOn(p -> p.box().equals("c1")).allSatisfy(p -> {
            assertThat(p.listen()).isEqualTo("0.0.0.0:" + p.listenPort());
            assertThat(p.listenPort()).isBetween(10_001, 32_767);
            assertThat(p.targetPort())
                    .isEqualTo(TOPOLOGY.node(p.toNode()).address().port());
        });
    }

    private static final Topology PARTS = ScenarioFiles.read(Path.of("src/test/resources/scenarios-good/parts.yaml"))
            .topology();

    @Test
    void aClientReachesABalancerAtAPortForWritesAndOneForReads() {
        assertThat(Proxy.of(PARTS))
                .filteredOn(p -> p.box().equals("c1") && p.toBox().equals("box-3"))
                .extracting(Proxy::toNode, Proxy::port, Proxy::targetPort)
                .containsExactly(
                        tuple("haproxy-1", Proxy.Port.DATA, 7379),
                        tuple("haproxy-1", Proxy.Port.READ, 7380),
                        tuple("haproxy-2", Proxy.Port.DATA, 7381),
                        tuple("haproxy-2", Proxy.Port.READ, 7382));
    }

    @Test
    void aClientReachesTheVirtualIpThroughAProxyOfItsOwn() {
        assertThat(Proxy.of(PARTS))
                .filteredOn(p -> p.toBox().equals("vip"))
                .extracting(Proxy::box, Proxy::targetPort)
                .containsExactly(tuple("c1", 6379));
    }

    @Test
    void nothingLeadsToWhatDoesNotListen() {
        assertThat(Proxy.of(PARTS)).noneMatch(p -> p.toNode().startsWith("keepalived"));
    }

    @Test
    void noTwoListenersOfABoxWithPartsCollide() {
        var seen = new HashSet<String>();
        assertThat(Proxy.of(PARTS)).allMatch(p -> seen.add(p.box() + " " + p.listen()));
    }
}
