package io.splitproof.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.splitproof.deployment.FakeDeployment;
import io.splitproof.history.OperationKind;
import io.splitproof.history.Outcome;
import io.splitproof.scenario.ScenarioBuilder;
import io.splitproof.topology.Topology;
import io.splitproof.workload.ClientSpec;
import io.splitproof.workload.Driver;
import io.splitproof.workload.Operation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lettuce with its own habits, against a server that says what a test wants. */
class DriverClientTest {
    private static final ClientResources RESOURCES = DefaultClientResources.create();
    private static final Topology TOPOLOGY = ScenarioBuilder.named("driver")
            .box("box-1", "redis-1", "sentinel-1")
            .writer("c1", 100)
            .build()
            .topology();

    private final Deque<String> replies = new ArrayDeque<>();
    private final FakeRedis server = new FakeRedis(this::reply);
    private final FakeDeployment fake = new FakeDeployment(TOPOLOGY, (box, port) -> server.port());

    private synchronized String reply(List<String> command) {
        if (command.get(0).equals("SENTINEL")) {
            return "*2\r\n$9\r\n127.0.0.1\r\n$4\r\n6379";
        }
        String reply = replies.poll();
        return reply == null ? ":1" : reply;
    }

    private Client client(Driver.Settings settings) {
        var spec = new ClientSpec("c1", OperationKind.WRITE, 100, List.of("sentinel-1"), null, Duration.ofMillis(500))
                .using(new Driver(Driver.Mode.LETTUCE_SENTINEL, settings));
        return Client.of(
                spec,
                fake.start(),
                RESOURCES,
                fake.secret(),
                new io.splitproof.history.Clock() {
                    @Override
                    public long nanos() {
                        return System.nanoTime();
                    }

                    @Override
                    public io.splitproof.history.RealTime real(Duration scenario) {
                        return new io.splitproof.history.RealTime(scenario);
                    }
                },
                event -> {});
    }

    private static Outcome write(Client client, long value) {
        return client.perform(new Operation(OperationKind.WRITE, "ledger:c1", value));
    }

    private List<String> writes() {
        return server.commands().stream().filter(c -> c.startsWith("RPUSH")).toList();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        fake.close();
    }

    @AfterAll
    static void endThreads() {
        RESOURCES.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void whichNodeAnsweredIsNotGuessed() {
        try (var client = client(Driver.Settings.DEFAULTS)) {
            assertThat(write(client, 1)).isEqualTo(new Outcome.Ok(null, null));
        }
    }

    @Test
    void withItsDefaultsAWriteWhoseConnectionBreaksIsSentAgain() {
        replies.add(FakeRedis.HANG_UP);
        try (var client = client(Driver.Settings.DEFAULTS)) {
            assertThat(write(client, 1)).isEqualTo(new Outcome.Ok(null, null));
            assertThat(writes()).containsExactly("RPUSH ledger:c1 1", "RPUSH ledger:c1 1");
        }
    }

    /** The first of two sendings may have been executed by a node that is gone. */
    @Test
    void withItsDefaultsNoErrorIsCertain() {
        replies.add("-READONLY You can't write against a read only replica.");
        try (var client = client(Driver.Settings.DEFAULTS)) {
            assertThat(write(client, 1)).isEqualTo(new Outcome.Info("READONLY", null));
        }
    }

    @Test
    void recommendedSettingsSendNothingTwice() {
        replies.add(FakeRedis.HANG_UP);
        try (var client = client(Driver.Settings.RECOMMENDED)) {
            assertThat(write(client, 1)).isInstanceOf(Outcome.Info.class);
            Awaitility.await("it has connected again")
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> write(client, 2) instanceof Outcome.Ok);
            assertThat(writes()).filteredOn(c -> c.endsWith(" 1")).hasSize(1);
        }
    }

    @Test
    void recommendedSettingsTellARefusalForCertain() {
        replies.add("-READONLY You can't write against a read only replica.");
        try (var client = client(Driver.Settings.RECOMMENDED)) {
            assertThat(write(client, 1)).isEqualTo(new Outcome.Fail("READONLY", null));
        }
    }

    @Test
    void aWriteThatHangsEndsWhenTheClientIsClosed() throws Exception {
        replies.addAll(List.of(":1", FakeRedis.SILENCE));
        var executor = Executors.newSingleThreadExecutor();
        try (var client = client(Driver.Settings.DEFAULTS)) {
            write(client, 1);
            var hanging = executor.submit(() -> write(client, 2));
            Awaitility.await("the write is sent")
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> writes().size() == 2);
            client.close("the load has stopped");
            assertThat(hanging.get(5, TimeUnit.SECONDS)).isInstanceOf(Outcome.Info.class);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void aClientThatNeverConnectedSentNothing() throws IOException {
        server.close();
        try (var client = client(Driver.Settings.RECOMMENDED)) {
            assertThat(write(client, 1)).isEqualTo(new Outcome.Fail("Not connected", null));
        }
    }
}
