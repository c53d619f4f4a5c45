package io.splitproof.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.splitproof.topology.Address;
import io.splitproof.topology.Box;
import io.splitproof.topology.Group;
import io.splitproof.topology.Node;
import io.splitproof.topology.NodeKind;
import io.splitproof.topology.Topology;
import io.splitproof.topology.VirtualIp;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeepingTest {
    private static final Map<String, String> IPS = Map.of(
            "box-1", "172.18.0.2", "box-2", "172.18.0.3", "box-3", "172.18.0.4", VirtualIp.NAME, "172.18.255.254");
    private final Secret secret = Secret.random();

    private static Topology topology(NodeKind kind) {
        return new Topology(
                List.of(
                        new Box("box-3", 3, Box.Purpose.NODES),
                        new Box("box-1", 1, Box.Purpose.NODES),
                        new Box("box-2", 2, Box.Purpose.NODES)),
                List.of(
                        node("redis-3", NodeKind.REDIS, 3, Map.of()),
                        node("redis-1", NodeKind.REDIS, 1, Map.of()),
                        node("redis-2", NodeKind.REDIS, 2, Map.of()),
                        node(kind.word() + "-1", kind, 1, Map.of("advert-int", List.of("2"))),
                        node(kind.word() + "-2", kind, 2, Map.of())),
                List.of(new Group("mymaster", "redis-1", List.of("redis-2", "redis-3"), 0)),
                null,
                null,
                new VirtualIp("box-1"));
    }

    private static Node node(String name, NodeKind kind, int box, Map<String, List<String>> settings) {
        return new Node(name, kind, "box-" + box, new Address("127.0.0." + box, kind.firstPort()), null, settings);
    }

    private Part part(NodeKind kind, int number) {
        return part(kind, number, Function.identity());
    }

    private Part part(NodeKind kind, int number, Function<Map<String, String>, Map<String, String>> ips) {
        Topology topology = topology(kind);
        var around = new Surroundings(topology, ips.apply(IPS), IPS.get(VirtualIp.NAME), 16, secret);
        return Part.of(topology.node(kind.word() + "-" + number), around);
    }

    @ParameterizedTest
    @EnumSource(
            value = NodeKind.class,
            names = {"KEEPALIVED", "PACEMAKER"})
    void thePasswordIsInFilesOfTheCommandLineAlone(NodeKind kind) {
        Part part = part(kind, 1);
        assertThat(part.command()).noneMatch(word -> word.contains(secret.reveal()));
        assertThat(part.files().entrySet().stream()
                        .filter(f -> f.getValue().contains(secret.reveal()))
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrder(
                        "/etc/splitproof/ping", "/etc/splitproof/primary", "/etc/splitproof/replica");
    }

    @ParameterizedTest
    @EnumSource(
            value = NodeKind.class,
            names = {"KEEPALIVED", "PACEMAKER"})
    void aReplicaFollowsTheRedisOfTheOtherBox(NodeKind kind) {
        assertThat(part(kind, 1).files())
                .hasEntrySatisfying(
                        "/etc/splitproof/replica", text -> assertThat(text).endsWith("REPLICAOF 127.0.0.2 6379\n"));
        assertThat(part(kind, 2).files())
                .hasEntrySatisfying(
                        "/etc/splitproof/replica", text -> assertThat(text).endsWith("REPLICAOF 127.0.0.1 6379\n"));
    }

    @Test
    void theHolderHasTheHigherPriorityAndSettingsTheirPlace() {
        String first = part(NodeKind.KEEPALIVED, 1).files().get("/etc/keepalived/keepalived.conf");
        String second = part(NodeKind.KEEPALIVED, 2).files().get("/etc/keepalived/keepalived.conf");
        assertThat(first).contains("priority 150", "advert_int 2", "172.18.255.254/16 dev eth0", "nopreempt");
        assertThat(second).contains("priority 100", "advert_int 1", "unicast_src_ip 172.18.0.3");
    }

    @Test
    void everyMemberOfCorosyncHasItsBoxesNameAndAddress() {
        assertThat(part(NodeKind.PACEMAKER, 1).files().get("/etc/corosync/corosync.conf"))
                .contains("ring0_addr: 172.18.0.2\n    name: box-1\n    nodeid: 1")
                .contains("ring0_addr: 172.18.0.3\n    name: box-2\n    nodeid: 2");
        assertThat(part(NodeKind.PACEMAKER, 2).files().get("/etc/splitproof/cib.xml"))
                .contains("value=\"172.18.255.254\"", "node=\"box-1\"");
    }

    @Test
    void anAddressThatIsNotKnownYetIsSaid() {
        assertThatThrownBy(() -> part(NodeKind.KEEPALIVED, 1, ips -> Map.of("box-1", "172.18.0.2")))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("keepalived-1");
    }
}
