package io.splitproof.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.splitproof.deployment.FakeDeployment;
import io.splitproof.history.Clock;
import io.splitproof.history.Event;
import io.splitproof.history.Event.ClientConnected;
import io.splitproof.history.Event.ClientDisconnected;
import io.splitproof.history.OperationKind;
import io.splitproof.history.Outcome;
import io.splitproof.history.RealTime;
import io.splitproof.scenario.ScenarioBuilder;
import io.splitproof.topology.Topology;
import io.splitproof.workload.Operation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The real client library against a server that says what a test wants. */
class LedgerClientTest {
    private static final ClientResources RESOURCES = DefaultClientResources.create();
    private static final Topology TOPOLOGY = ScenarioBuilder.named("ledger")
            .box("box-1", "redis-1", "sentinel-1")
            .box("box-2", "redis-2", "sentinel-2")
            .writer("c1", 100)
            .build()
            .topology();

    private final Deque<String> replies = new ArrayDeque<>();
    private volatile String primary = "127.0.0.1";
    private final FakeRedis server = new FakeRedis(this::reply);
    private final FakeDeployment fake = new FakeDeployment(TOPOLOGY, (box, port) -> server.port());
    private final AtomicLong now = new AtomicLong();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final LedgerClient client = new LedgerClient(
            ScenarioBuilder.named("ledger")
                    .box("box-1", "redis-1", "sentinel-1")
                    .writer("c1", 100)
                    .build()
                    .clients()
                    .get(0),
            fake.start(),
            RESOURCES,
            fake.secret(),
            new SteppedClock(),
            events::add);

    /** Half a scenario second passes with every look at it, and real time is scenario time. */
    private final class SteppedClock implements Clock {
        @Override
        public long nanos() {
            return now.addAndGet(500_000_000);
        }

        @Override
        public RealTime real(Duration scenario) {
            return new RealTime(scenario);
        }
    }

    private synchronized String reply(List<String> command) {
        if (command.get(0).equals("SENTINEL")) {
            String host = primary;
            return "*2\r\n$" + host.length() + "\r\n" + host + "\r\n$4\r\n6379";
        }
        String reply = replies.poll();
        return reply == null ? ":1" : reply;
    }

    private synchronized void willSay(String... next) {
        replies.addAll(List.of(next));
    }

    private Outcome write(long value) {
        return write(client, value);
    }

    private static Outcome write(LedgerClient client, long value) {
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
    void anAcknowledgedWriteIsOkAtTheNodeThatTheSentinelsNamed() {
        assertThat(write(1)).isEqualTo(new Outcome.Ok(null, "redis-1"));
        assertThat(server.commands()).last().isEqualTo("RPUSH ledger:c1 1");
        assertThat(events).hasExactlyElementsOfTypes(ClientConnected.class);
    }

    @Test
    void aReadSeesTheNewestEntryOrNothing() {
        willSay("$2\r\n41", "$-1");
        var read = new Operation(OperationKind.READ, "ledger:c1", null);
        assertThat(client.perform(read)).isEqualTo(new Outcome.Ok(41L, "redis-1"));
        assertThat(client.perform(read)).isEqualTo(new Outcome.Ok(null, "redis-1"));
        assertThat(server.commands()).endsWith("LINDEX ledger:c1 -1");
    }

    @Test
    void aReplicaThatRefusesIsLeftAndTheSentinelsAreAskedAgain() {
        willSay("-READONLY You can't write against a read only replica.");
        assertThat(write(1)).isEqualTo(new Outcome.Fail("READONLY", "redis-1"));
        primary = "127.0.0.2";
        assertThat(write(2)).isEqualTo(new Outcome.Ok(null, "redis-2"));
        assertThat(events)
                .hasExactlyElementsOfTypes(ClientConnected.class, ClientDisconnected.class, ClientConnected.class);
    }

    @Test
    void aClosedGateIsFailureOnAConnectionThatStays() {
        willSay("-NOREPLICAS Not enough good replicas to write.");
        assertThat(write(1)).isEqualTo(new Outcome.Fail("NOREPLICAS", "redis-1"));
        assertThat(write(2)).isEqualTo(new Outcome.Ok(null, "redis-1"));
        assertThat(events).hasExactlyElementsOfTypes(ClientConnected.class);
    }

    @Test
    void aWriteWithoutAnAnswerMayHaveHappenedAndIsNotSentAgain() {
        willSay(FakeRedis.SILENCE);
        assertThat(write(1)).isEqualTo(new Outcome.Info("timeout", "redis-1"));
        assertThat(write(2)).isEqualTo(new Outcome.Ok(null, "redis-1"));
        assertThat(server.commands())
                .filteredOn(c -> c.startsWith("RPUSH"))
                .containsExactly("RPUSH ledger:c1 1", "RPUSH ledger:c1 2");
    }

    @Test
    void aWriteWhoseConnectionBreaksMayHaveHappenedAndIsNotSentAgain() {
        willSay(FakeRedis.HANG_UP);
        assertThat(write(1))
                .isInstanceOfSatisfying(
                        Outcome.Info.class, info -> assertThat(info.error()).startsWith("connection broken: "));
        assertThat(write(2)).isEqualTo(new Outcome.Ok(null, "redis-1"));
        assertThat(server.commands())
                .filteredOn(c -> c.startsWith("RPUSH"))
                .containsExactly("RPUSH ledger:c1 1", "RPUSH ledger:c1 2");
    }

    @Test
    void aWriteUnderWayWhenTheClientIsClosedMayHaveHappened() throws Exception {
        willSay(":1", FakeRedis.SILENCE);
        write(1);
        var executor = java.util.concurrent.Executors.newSingleThreadExecutor();
        try {
            var underWay = executor.submit(() -> write(2));
            org.awaitility.Awaitility.await("the write is sent")
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> server.commands().contains("RPUSH ledger:c1 2"));
            client.close();
            assertThat(underWay.get(5, TimeUnit.SECONDS)).isInstanceOf(Outcome.Info.class);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void aConnectionThatBrokeBetweenTwoWritesCostsNone() throws InterruptedException {
        write(1);
        server.hangUp();
        TimeUnit.MILLISECONDS.sleep(300);
        assertThat(write(2)).isEqualTo(new Outcome.Ok(null, "redis-1"));
    }

    @Test
    void aWriteThatFindsNobodyWasNeverSent() throws IOException {
        server.close();
        assertThat(write(1)).isEqualTo(new Outcome.Fail("Not connected", null));
        assertThat(server.commands()).isEmpty();
    }

    @Test
    void aSentinelThatNamesAStrangerIsNotFollowed() {
        primary = "10.0.0.9";
        assertThat(write(1)).isEqualTo(new Outcome.Fail("Not connected", null));
    }
}
