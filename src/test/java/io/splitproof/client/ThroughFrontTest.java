package io.splitproof.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.splitproof.deployment.FakeDeployment;
import io.splitproof.deployment.Proxy;
import io.splitproof.history.Clock;
import io.splitproof.history.Event;
import io.splitproof.history.Event.ClientConnected;
import io.splitproof.history.OperationKind;
import io.splitproof.history.Outcome;
import io.splitproof.history.RealTime;
import io.splitproof.store.ScenarioFiles;
import io.splitproof.topology.Topology;
import io.splitproof.workload.ClientSpec;
import io.splitproof.workload.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client behind a front, which leads to whatever node the test says. */
class ThroughFrontTest {
    private static final ClientResources RESOURCES = DefaultClientResources.create();
    private static final Topology TOPOLOGY = ScenarioFiles.read(Path.of("scenarios/ha/balancer-nobody-promotes.yaml"))
            .topology();

    private volatile String announced = announcing("127.0.0.1", "6379");
    private volatile String reply = ":1";
    private final FakeRedis server = new FakeRedis(command -> command.get(0).equals("CONFIG") ? announced : reply);
    private final FakeDeployment fake = new FakeDeployment(TOPOLOGY, this::port);
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final ClientSpec spec = new ClientSpec(
                    "c1", OperationKind.WRITE, 10, List.of(), null, Duration.ofSeconds(2))
            .goingThrough("haproxy-1");
    private final LedgerClient client =
            new LedgerClient(spec, fake.start(), RESOURCES, fake.secret(), new EverLater(), events::add);

    private long now;

    private final class EverLater implements Clock {
        @Override
        public long nanos() {
            now += 500_000_000;
            return now;
        }

        @Override
        public RealTime real(Duration scenario) {
            return new RealTime(scenario);
        }
    }

    /** Nothing but the balancer's port for writes leads to the server. */
    private int port(String box, int port) {
        return Proxy.of(TOPOLOGY).stream()
                .filter(p -> p.box().equals(box) && p.listenPort() == port && p.isForClient())
                .filter(p -> p.toNode().equals("haproxy-1") && p.port() == Proxy.Port.DATA)
                .map(p -> server.port())
                .findFirst()
                .orElse(1);
    }

    private static String announcing(String host, String port) {
        return "*4\r\n$19\r\nreplica-announce-ip\r\n$" + host.length() + "\r\n" + host
                + "\r\n$21\r\nreplica-announce-port\r\n$" + port.length() + "\r\n" + port;
    }

    private Outcome write(long value) {
        return client.perform(new Operation(OperationKind.WRITE, "ledger:c1", value));
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        fake.close();
    }

    @AfterAll
    static void endThreads() {
        RESOURCES.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void eachConnectionAsksTheNodeWhoItIsOnce() {
        assertThat(write(1)).isEqualTo(new Outcome.Ok(null, "redis-1"));
        assertThat(write(2)).isEqualTo(new Outcome.Ok(null, "redis-1"));
        assertThat(server.commands())
                .containsExactly("CONFIG GET replica-announce-*", "RPUSH ledger:c1 1", "RPUSH ledger:c1 2");
        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        ClientConnected.class, c -> assertThat(c.node()).isEqualTo("redis-1"));
    }

    @Test
    void theNextConnectionMayLeadElsewhere() {
        write(1);
        server.hangUp();
        announced = announcing("127.0.0.2", "6379");
        // It fails, unless the client has noticed the hang-up already and has a new connection.
        assertThat(write(2)).isNotEqualTo(new Outcome.Ok(null, "redis-1"));
        assertThat(write(3)).isEqualTo(new Outcome.Ok(null, "redis-2"));
    }

    @Test
    void aNodeThatWillNotSayWhoItIsHasNoName() {
        announced = "-NOPERM this user has no permissions to run the 'config|get' command";
        assertThat(write(1)).isEqualTo(new Outcome.Ok(null, null));
    }

    @Test
    void anAddressOfNoNodeIsNoName() {
        announced = announcing("127.0.0.99", "6379");
        assertThat(write(1)).isEqualTo(new Outcome.Ok(null, null));
    }

    @Test
    void nothingIsSentWhereNobodyAnswers() {
        announced = FakeRedis.HANG_UP;
        assertThat(write(1)).isEqualTo(new Outcome.Fail("Not connected", null));
        assertThat(server.commands()).containsExactly("CONFIG GET replica-announce-*");
    }
}
