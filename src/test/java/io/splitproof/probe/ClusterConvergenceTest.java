package io.splitproof.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.splitproof.client.FakeRedis;
import io.splitproof.deployment.FakeDeployment;
import io.splitproof.store.ScenarioFiles;
import io.splitproof.topology.Node;
import io.splitproof.topology.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Six nodes of three shards and a seventh that has not joined; each has a server of its own with its view. */
class ClusterConvergenceTest {
    private static final ClientResources RESOURCES = DefaultClientResources.create();
    private static final Topology TOPOLOGY = ScenarioFiles.read(
                    Path.of("src/test/resources/scenarios-good/cluster.yaml"))
            .topology();
    private static final Set<String> NOBODY = Set.of();

    /** Views, states and roles that differ from those of a healthy Cluster, by node. */
    private final Map<String, String> views = new ConcurrentHashMap<>();

    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final Map<String, String> roles = new ConcurrentHashMap<>();
    private final Map<String, FakeRedis> servers = new HashMap<>();
    private final FakeDeployment fake = new FakeDeployment(TOPOLOGY, this::port);
    private final Plane plane = new Plane(fake.start(), RESOURCES, fake.secret());
    private final Convergence convergence = new Convergence(plane);

    private synchronized int port(String box, int port) {
        return TOPOLOGY.nodesIn(box).stream()
                .filter(n -> n.address().port() == port)
                .map(this::server)
                .findFirst()
                .orElse(1);
    }

    private int server(Node node) {
        return servers.computeIfAbsent(node.name(), name -> new FakeRedis(c -> reply(name, c)))
                .port();
    }

    private String reply(String node, List<String> command) {
        return switch (command.get(0)) {
            case "ROLE" -> roles.getOrDefault(node, role(node));
            case "CLUSTER" ->
                command.get(1).equalsIgnoreCase("nodes")
                        ? bulk(views.getOrDefault(node, view(node)))
                        : bulk("cluster_state:" + states.getOrDefault(node, "ok"));
            default -> "+OK";
        };
    }

    private static String bulk(String text) {
        return "$" + text.length() + "\r\n" + text;
    }

    private static String role(String node) {
        int number = Integer.parseInt(node.substring("redis-".length()));
        return number <= 3 || number == 7
                ? "*3\r\n$6\r\nmaster\r\n:500\r\n*0"
                : "*5\r\n$5\r\nslave\r\n$9\r\n127.0.0." + (number - 3) + "\r\n:6379\r\n$9\r\nconnected\r\n:500";
    }

    /** What a node of a healthy Cluster says; redis-7 knows nobody else. */
    private static String view(String observer) {
        var lines = new StringBuilder();
        String[] slots = {"0-5460", "5461-10922", "10923-16383"};
        for (int i = 1; i <= 6; i++) {
            String flags =
                    (observer.equals("redis-" + i) ? "myself," : "") + (i <= 3 ? "master -" : "slave id" + (i - 3));
            lines.append("id%d 127.0.0.%d:6379@16379 %s 0 0 %d connected %s\n"
                    .formatted(i, i, flags, i, i <= 3 ? slots[i - 1] : ""));
        }
        return observer.equals("redis-7")
                ? "id7 127.0.0.6:6380@16380 myself,master - 0 0 0 connected\n"
                : lines.toString();
    }

    @AfterEach
    void close() throws IOException {
        plane.close();
        for (FakeRedis server : servers.values()) {
            server.close();
        }
        fake.close();
    }

    @AfterAll
    static void endThreads() {
        RESOURCES.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void nothingIsMissingInAHealthyClusterAndNobodyWaitsForANodeThatHasNotJoined() {
        assertThat(convergence.missing(NOBODY)).isEmpty();
        assertThat(convergence.behind(NOBODY)).isEmpty();
        assertThat(convergence.undeclared()).isEmpty();
    }

    @Test
    void aNodeThatSaysThatTheClusterIsDownIsTold() {
        states.put("redis-5", "fail");
        assertThat(convergence.missing(NOBODY)).contains("redis-5 says cluster_state:fail");
    }

    @Test
    void slotsThatNobodyServesAreTold() {
        views.put("redis-2", view("redis-2").replace("0-5460", "0-5000"));
        assertThat(convergence.missing(NOBODY)).contains("redis-2 knows who serves 15924 of 16384 slots");
    }

    @Test
    void aNodeThatAnyOtherThinksIsDownIsToldUnlessItIsDeadForGood() {
        views.put("redis-3", view("redis-3").replace("slave id1 0", "slave,fail? id1 0"));
        assertThat(convergence.missing(NOBODY)).contains("redis-3 flags redis-4 \"slave,fail?\", link connected");
        assertThat(convergence.missing(Set.of("redis-4"))).isEmpty();
    }

    @Test
    void aMemberThatSomebodyHasNotHeardOfIsTold() {
        views.put("redis-1", view("redis-1").lines().limit(5).reduce("", (a, b) -> a + b + "\n"));
        assertThat(convergence.missing(NOBODY)).contains("redis-1 does not know redis-6");
    }

    @Test
    void viewsThatDifferInRolesAreTold() {
        views.put("redis-6", view("redis-6").replace("slave id1", "slave id2"));
        assertThat(convergence.missing(NOBODY)).contains("redis-1 and redis-6 do not agree on roles and slots");
    }

    @Test
    void aReplicaWithoutItsPrimaryIsTold() {
        roles.put("redis-4", role("redis-4").replace("$9\r\nconnected", "$7\r\nconnect"));
        assertThat(convergence.missing(NOBODY)).contains("redis-4 says that its link to 127.0.0.1:6379 is connect");
    }

    @Test
    void aReplicaOfAnotherPrimaryThanDeclaredIsTold() {
        roles.put("redis-4", role("redis-5"));
        assertThat(convergence.undeclared())
                .hasValueSatisfying(told -> assertThat(told).startsWith("redis-4 should replicate from redis-1"));
    }

    @Test
    void aReplicaBehindThePrimaryThatItFollowsIsTold() {
        roles.put("redis-5", role("redis-5").replace(":500", ":499"));
        assertThat(convergence.behind(NOBODY))
                .contains("replication offsets differ: 127.0.0.5:6379 has 499, 127.0.0.2:6379 has 500");
    }
}
