package io.splitproof.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.scenario.ScenarioBuilder;
import io.splitproof.store.ScenarioFiles;
import io.splitproof.topology.Topology;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ConfigurationTest {
    private static final Secret SECRET = Secret.random();
    private static final Topology TOPOLOGY = ScenarioBuilder.named("configuration")
            .box("box-1", "redis-1", "sentinel-1")
            .box("box-2", "redis-2", "sentinel-2")
            .box("box-3", "redis-3", "sentinel-3")
            .quorum(2)
            .redis("min-replicas-to-write", "1")
            .redis("client-output-buffer-limit", "replica 0 0 0", "pubsub 0 0 0")
            .redis("save", "")
            .sentinel("down-after-milliseconds", "3000")
            .writer("c1", 100)
            .build()
            .topology();

    private static List<String> lines(Topology topology, String node, long seed) {
        return new Configuration(topology, Set.of(), SECRET, seed)
                .of(topology.node(node), "172.18.0.9")
                .lines()
                .toList();
    }

    private static List<String> lines(String node) {
        return lines(TOPOLOGY, node, 7);
    }

    @Test
    void aNodeBindsItsOneAddressAndItsBoxesAddressAndNoOther() {
        for (var node : TOPOLOGY.nodes()) {
            assertThat(lines(node.name()))
                    .filteredOn(line -> line.startsWith("bind"))
                    .containsExactly("bind " + node.address().host() + " 172.18.0.9");
            assertThat(lines(node.name())).contains("port " + node.address().port());
        }
    }

    @Test
    void aSentinelThatRunsAtBootHasNotSeenOneThatComesLater() {
        var configuration = new Configuration(TOPOLOGY, Set.of("sentinel-3"), SECRET, 7);
        assertThat(configuration.of(TOPOLOGY.node("sentinel-1"), "172.18.0.9"))
                .contains("known-sentinel mymaster 127.0.0.2")
                .doesNotContain("known-sentinel mymaster 127.0.0.3");
        assertThat(configuration.of(TOPOLOGY.node("sentinel-3"), "172.18.0.9"))
                .contains("known-sentinel mymaster 127.0.0.1", "known-sentinel mymaster 127.0.0.2");
    }

    @Test
    void aNodeAnnouncesItsOneAddress() {
        assertThat(lines("redis-2")).contains("replica-announce-ip 127.0.0.2", "replica-announce-port 6379");
        assertThat(lines("sentinel-2")).contains("sentinel announce-ip 127.0.0.2", "sentinel announce-port 26379");
    }

    @Test
    void aNodeOfAClusterAnnouncesItsBusTooAndFollowsNobodyByItself() {
        var cluster = ScenarioFiles.read(Path.of("src/test/resources/scenarios-good/cluster.yaml"))
                .topology();
        assertThat(lines(cluster, "redis-6", 7))
                .contains(
                        "cluster-enabled yes",
                        "cluster-announce-ip 127.0.0.6",
                        "cluster-announce-port 6379",
                        "cluster-announce-bus-port 16379",
                        "cluster-node-timeout 5000",
                        "appendonly yes")
                .noneMatch(line -> line.startsWith("replicaof"))
                .anyMatch(line -> line.startsWith("masterauth "));
        assertThat(lines("redis-1")).noneMatch(line -> line.startsWith("cluster-"));
    }

    @Test
    void aNodeBesideAClusterIsNoneOfItsNodesAndItsSentinelsWatchItsGroupAlone() {
        var topology = ScenarioFiles.read(Path.of("src/test/resources/scenarios-good/outside.yaml"))
                .topology();
        assertThat(lines(topology, "redis-2", 7))
                .contains("replicaof 127.0.0.1 6379")
                .noneMatch(line -> line.startsWith("cluster-enabled") || line.startsWith("cluster-announce"));
        assertThat(lines(topology, "redis-4", 7)).contains("cluster-enabled yes");
        assertThat(lines(topology, "sentinel-1", 7))
                .contains("sentinel monitor shop 127.0.0.1 6379 1")
                .noneMatch(line -> line.contains("shard-"));
    }

    @Test
    void replicasFollowThePrimarysOneAddressAndThePrimaryNobody() {
        assertThat(lines("redis-2")).contains("replicaof 127.0.0.1 6379");
        assertThat(lines("redis-3")).contains("replicaof 127.0.0.1 6379");
        assertThat(lines("redis-1")).noneMatch(line -> line.startsWith("replicaof"));
    }

    @Test
    void everyNodeAsksForThePasswordAndKnowsThatOfTheOthers() {
        assertThat(lines("redis-1")).contains("requirepass " + SECRET.reveal(), "masterauth " + SECRET.reveal());
        assertThat(lines("sentinel-1"))
                .contains("requirepass " + SECRET.reveal(), "sentinel auth-pass mymaster " + SECRET.reveal());
    }

    @Test
    void thePasswordIsInTheseDirectivesAlone() {
        var directives = TOPOLOGY.nodes().stream()
                .flatMap(node -> lines(node.name()).stream())
                .filter(line -> line.contains(SECRET.reveal()))
                .map(line -> line.replace(SECRET.reveal(), "").strip())
                .collect(Collectors.toSet());
        assertThat(directives).containsExactlyInAnyOrder("requirepass", "masterauth", "sentinel auth-pass mymaster");
    }

    @Test
    void aSentinelWatchesThePrimaryWithTheQuorum() {
        assertThat(lines("sentinel-3"))
                .contains(
                        "sentinel monitor mymaster 127.0.0.1 6379 2", "sentinel down-after-milliseconds mymaster 3000");
    }

    @Test
    void aSentinelMonitorsBeforeItSaysAnythingElseOfTheGroup() {
        assertThat(lines("sentinel-1"))
                .filteredOn(line -> line.contains("mymaster"))
                .first()
                .asString()
                .startsWith("sentinel monitor");
    }

    @Test
    void everySentinelKnowsEveryReplica() {
        for (var sentinel : TOPOLOGY.sentinels()) {
            assertThat(lines(sentinel.name()))
                    .filteredOn(line -> line.startsWith("sentinel known-replica"))
                    .containsExactlyInAnyOrder(
                            "sentinel known-replica mymaster 127.0.0.2 6379",
                            "sentinel known-replica mymaster 127.0.0.3 6379");
        }
    }

    @Test
    void everySentinelKnowsTheOthersByTheIdTheyHaveThemselves() {
        var ids = new TreeMap<String, String>();
        TOPOLOGY.sentinels().forEach(s -> ids.put(s.address().host(), idOf(s.name(), 7)));
        for (var sentinel : TOPOLOGY.sentinels()) {
            var expected = new ArrayList<String>();
            ids.forEach((host, id) -> {
                if (!host.equals(sentinel.address().host())) {
                    expected.add("sentinel known-sentinel mymaster " + host + " 26379 " + id);
                }
            });
            assertThat(lines(sentinel.name()))
                    .filteredOn(line -> line.startsWith("sentinel known-sentinel"))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static String idOf(String sentinel, long seed) {
        return lines(TOPOLOGY, sentinel, seed).stream()
                .filter(line -> line.startsWith("sentinel myid "))
                .map(line -> line.substring("sentinel myid ".length()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void sentinelsHaveFortyDigitsEachItsOwnAndTheSameForTheSameSeed() {
        var ids = TOPOLOGY.sentinels().stream().map(s -> idOf(s.name(), 7)).toList();
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]{40}"));
        assertThat(idOf("sentinel-1", 7)).isEqualTo(idOf("sentinel-1", 7)).isNotEqualTo(idOf("sentinel-1", 8));
    }

    @Test
    void settingsComeLastSoThatTheyWin() {
        List<String> lines = lines("redis-1");
        assertThat(lines.subList(lines.size() - 4, lines.size()))
                .containsExactly(
                        "min-replicas-to-write 1",
                        "client-output-buffer-limit replica 0 0 0",
                        "client-output-buffer-limit pubsub 0 0 0",
                        "save \"\"");
    }

    @Test
    void theDelayOfDisklessSyncIsZeroAtBootUnlessTheScenarioSetsIt() {
        assertThat(lines("redis-1")).contains("repl-diskless-sync-delay 0");
        Topology own = ScenarioBuilder.named("own")
                .box("box-1", "redis-1", "sentinel-1")
                .redis("repl-diskless-sync-delay", "3")
                .writer("c1", 1)
                .build()
                .topology();
        assertThat(lines(own, "redis-1", 7))
                .filteredOn(line -> line.startsWith("repl-diskless-sync-delay"))
                .containsExactly("repl-diskless-sync-delay 3");
    }

    @Test
    void proxiesAreJsonWithTheClosedOnesDisabled() {
        List<Proxy> proxies =
                Proxy.of(TOPOLOGY).stream().filter(p -> p.box().equals("box-1")).toList();
        var ips = Map.of("box-2", "172.18.0.3", "box-3", "172.18.0.4");
        var json = JsonMapper.shared().readTree(Configuration.proxies(proxies, ips, List.of(proxies.get(0))));
        assertThat(json.size()).isEqualTo(4);
        var byName = new TreeMap<String, String>();
        json.forEach(p -> byName.put(
                p.get("name").asString(),
                p.get("listen").asString() + " " + p.get("upstream").asString() + " "
                        + p.get("enabled").asBoolean()));
        assertThat(byName)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "box-1.redis-2", "127.0.0.2:6379 172.18.0.3:6379 false",
                        "box-1.sentinel-2", "127.0.0.2:26379 172.18.0.3:26379 true",
                        "box-1.redis-3", "127.0.0.3:6379 172.18.0.4:6379 true",
                        "box-1.sentinel-3", "127.0.0.3:26379 172.18.0.4:26379 true"));
    }

    @Test
    void noProxiesAreAnEmptyList() {
        assertThat(JsonMapper.shared()
                        .readTree(Configuration.proxies(List.of(), Map.of(), List.of()))
                        .isEmpty())
                .isTrue();
    }
}
