package io.splitproof.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.splitproof.deployment.FakeDeployment;
import io.splitproof.history.Clock;
import io.splitproof.history.OperationKind;
import io.splitproof.history.Outcome;
import io.splitproof.history.RealTime;
import io.splitproof.scenario.ScenarioBuilder;
import io.splitproof.topology.Topology;
import io.splitproof.workload.ClientSpec;
import io.splitproof.workload.Operation;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A reader of redis-2 that asks redis-1 where redis-2 refuses; each has a server of its own. */
class FallbackTest {
    private static final ClientResources RESOURCES = DefaultClientResources.create();
    private static final Topology TOPOLOGY = ScenarioBuilder.named("fallback")
            .box("box-1", "redis-1", "sentinel-1")
            .box("box-2", "redis-2")
            .writer("r1", 100)
            .build()
            .topology();
    private static final Operation READ = new Operation(OperationKind.READ, "ledger:c1", null);

    private volatile String reply = "$1\r\n2";
    private final FakeRedis primary = new FakeRedis(command -> "$1\r\n1");
    private final FakeRedis replica = new FakeRedis(command -> reply);
    /** Servers by the port of the client box's proxy to them. */
    private final Map<Integer, FakeRedis> servers = new ConcurrentHashMap<>();

    private final FakeDeployment fake = new FakeDeployment(TOPOLOGY, (box, port) -> server(port));
    private final LedgerClient client;

    FallbackTest() {
        var deployment = fake.start();
        deployment.proxies().stream()
                .filter(p -> p.box().equals("r1"))
                .forEach(p -> servers.put(p.listenPort(), p.toNode().equals("redis-2") ? replica : primary));
        var spec = new ClientSpec(
                "r1", OperationKind.READ, 100, List.of(), "redis-2", Duration.ofSeconds(2), "redis-1", null);
        client = new LedgerClient(spec, deployment, RESOURCES, fake.secret(), new RealClock(), event -> {});
    }

    private static final class RealClock implements Clock {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public RealTime real(Duration scenario) {
            return new RealTime(scenario);
        }
    }

    private int server(int port) {
        FakeRedis server = servers.get(port);
        return server == null ? 1 : server.port();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        primary.close();
        replica.close();
        fake.close();
    }

    @AfterAll
    static void endThreads() {
        RESOURCES.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void aReplicaThatAnswersIsRead() {
        assertThat(client.perform(READ)).isEqualTo(new Outcome.Ok(2L, "redis-2"));
        assertThat(primary.commands()).isEmpty();
    }

    @Test
    void aRefusedConnectionFallsBackWithEveryRead() throws IOException {
        replica.close();
        assertThat(client.perform(READ)).isEqualTo(new Outcome.Ok(1L, "redis-1"));
        assertThat(client.perform(READ)).isEqualTo(new Outcome.Ok(1L, "redis-1"));
    }

    @Test
    void aConnectionThatBreaksFallsBackAndComesBack() {
        reply = FakeRedis.HANG_UP;
        assertThat(client.perform(READ)).isEqualTo(new Outcome.Ok(1L, "redis-1"));
        reply = "$1\r\n2";
        assertThat(client.perform(READ)).isEqualTo(new Outcome.Ok(2L, "redis-2"));
    }

    @Test
    void silenceDoesNotFallBack() {
        reply = FakeRedis.SILENCE;
        assertThat(client.perform(READ)).isEqualTo(new Outcome.Info("timeout", "redis-2"));
        assertThat(primary.commands()).isEmpty();
    }

    @Test
    void anErrorReplyDoesNotFallBack() {
        reply = "-LOADING Redis is loading the dataset in memory";
        assertThat(client.perform(READ)).isEqualTo(new Outcome.Fail("LOADING", "redis-2"));
        assertThat(primary.commands()).isEmpty();
    }
}
