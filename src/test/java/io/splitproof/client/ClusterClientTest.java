package io.splitproof.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.splitproof.deployment.FakeDeployment;
import io.splitproof.history.Clock;
import io.splitproof.history.OperationKind;
import io.splitproof.history.Outcome;
import io.splitproof.history.RealTime;
import io.splitproof.scenario.Scenario;
import io.splitproof.store.ScenarioFiles;
import io.splitproof.topology.Slots;
import io.splitproof.workload.ClientSpec;
import io.splitproof.workload.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client of the first shard of three; every node has a server of its own, which says what a test tells it to. */
class ClusterClientTest {
    private static final ClientResources RESOURCES = DefaultClientResources.create();
    private static final Scenario SCENARIO =
            ScenarioFiles.read(Path.of("src/test/resources/scenarios-good/cluster.yaml"));
    private static final String VIEW = """
            aa 127.0.0.1:6379@16379 master - 0 0 1 connected 0-5460
            bb 127.0.0.2:6379@16379 master - 0 0 2 connected 5461-10922
            cc 127.0.0.3:6379@16379 myself,master - 0 0 3 connected 10923-16383
            """;

    private final Map<String, String> replies = new ConcurrentHashMap<>();
    private final Map<String, FakeRedis> servers = new HashMap<>();
    private final Map<Integer, String> nodes = new ConcurrentHashMap<>();
    private final FakeDeployment fake = new FakeDeployment(SCENARIO.topology(), (box, port) -> server(port));
    private final Client client;
    private final Operation write;

    ClusterClientTest() {
        var deployment = fake.start();
        deployment.proxies().stream()
                .filter(p -> p.box().equals("c1"))
                .forEach(p -> nodes.put(p.listenPort(), p.toNode()));
        SCENARIO.topology()
                .nodes()
                .forEach(n -> servers.put(n.name(), new FakeRedis(command -> reply(n.name(), command))));
        ClientSpec spec = SCENARIO.clients().get(0);
        write = new Operation(OperationKind.WRITE, spec.ledger(), 1L);
        client = Client.of(spec, deployment, RESOURCES, fake.secret(), new RealClock(), event -> {});
    }

    private static final class RealClock implements Clock {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public RealTime real(Duration scenario) {
            return new RealTime(scenario.multipliedBy(4));
        }
    }

    private int server(int port) {
        String node = nodes.get(port);
        FakeRedis server = node == null ? null : servers.get(node);
        return server == null ? 1 : server.port();
    }

    private String reply(String node, List<String> command) {
        return switch (command.get(0)) {
            case "CLUSTER" -> "$" + VIEW.length() + "\r\n" + VIEW;
            case "INFO" -> "$20\r\nconnected_clients:12";
            case "ASKING" -> "+OK";
            default -> replies.getOrDefault(node, ":1");
        };
    }

    private FakeRedis named(String node) {
        return Optional.ofNullable(servers.get(node)).orElseThrow();
    }

    private List<String> commands(String node) {
        return named(node).commands().stream()
                .filter(c -> !c.startsWith("CLUSTER") && !c.startsWith("INFO"))
                .toList();
    }

    private String error(String word, String address) {
        return "-" + word + " " + Slots.of(write.key()) + " " + address;
    }

    @AfterEach
    void close() throws IOException {
        client.close();
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
    void theNodeThatHasTheSlotIsAsked() {
        assertThat(client.perform(write)).isEqualTo(new Outcome.Ok(null, "redis-1"));
        assertThat(commands("redis-1")).containsExactly("RPUSH " + write.key() + " 1");
    }

    @Test
    void aMovedSlotIsFollowedAndTheNodeThatAnsweredIsRecorded() {
        replies.put("redis-1", error("MOVED", "127.0.0.4:6379"));
        assertThat(client.perform(write)).isEqualTo(new Outcome.Ok(null, "redis-4"));
    }

    @Test
    void aSlotUnderWayIsAskedForAtItsNextNode() {
        replies.put("redis-1", error("ASK", "127.0.0.6:6380"));
        assertThat(client.perform(write)).isEqualTo(new Outcome.Ok(null, "redis-7"));
        assertThat(commands("redis-7")).containsExactly("ASKING", "RPUSH " + write.key() + " 1");
    }

    @Test
    void twoNodesThatNameEachOtherEndInAFailure() {
        replies.put("redis-1", error("MOVED", "127.0.0.2:6379"));
        replies.put("redis-2", error("MOVED", "127.0.0.1:6379"));
        assertThat(client.perform(write)).isEqualTo(new Outcome.Fail("MOVED", "redis-2"));
        assertThat(commands("redis-1")).hasSize(3);
    }

    @Test
    void aClusterThatIsDownRefuses() {
        replies.put("redis-1", "-CLUSTERDOWN The cluster is down");
        assertThat(client.perform(write)).isEqualTo(new Outcome.Fail("CLUSTERDOWN", "redis-1"));
    }

    @Test
    void silenceIsIndeterminateAndIsNotRepeatedElsewhere() {
        replies.put("redis-1", FakeRedis.SILENCE);
        assertThat(client.perform(write)).isEqualTo(new Outcome.Info("timeout", "redis-1"));
        assertThat(commands("redis-2")).isEmpty();
    }

    @Test
    void aNodeThatRefusesConnectionsWasSentNothing() throws IOException {
        named("redis-1").close();
        assertThat(client.perform(write)).isEqualTo(new Outcome.Fail("Not connected", null));
    }
}
