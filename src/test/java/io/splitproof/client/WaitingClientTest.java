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
import io.splitproof.workload.Wait;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Writes that wait for replicas or disks, against a server that says what a test wants. */
class WaitingClientTest {
    private static final ClientResources RESOURCES = DefaultClientResources.create();
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Topology TOPOLOGY = ScenarioBuilder.named("waiting")
            .box("box-1", "redis-1", "sentinel-1")
            .box("box-2", "redis-2")
            .writer("c1", 100)
            .build()
            .topology();

    private final Deque<String> replies = new ArrayDeque<>();
    private final FakeRedis server = new FakeRedis(this::reply);
    private final FakeDeployment fake = new FakeDeployment(TOPOLOGY, (box, port) -> server.port());
    private final AtomicLong now = new AtomicLong();

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
        String reply = replies.poll();
        return reply == null ? ":1" : reply;
    }

    private Outcome write(Wait wait, String... answers) {
        replies.addAll(List.of(answers));
        var spec = new ClientSpec("c1", OperationKind.WRITE, 100, List.of(), "redis-1", Duration.ofMillis(300))
                .waitingFor(wait);
        try (var client =
                new LedgerClient(spec, fake.start(), RESOURCES, fake.secret(), new SteppedClock(), event -> {})) {
            return client.perform(new Operation(OperationKind.WRITE, "ledger:c1", 1L));
        }
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
    void isAcknowledgedOnceEnoughReplicasHaveIt() {
        assertThat(write(new Wait.Replicas(1, SECOND), ":1", ":2")).isEqualTo(new Outcome.Ok(null, "redis-1"));
        assertThat(server.commands()).containsExactly("RPUSH ledger:c1 1", "WAIT 1 1000");
    }

    @Test
    void isIndeterminateWhereTooFewReplicasHadItInTime() {
        assertThat(write(new Wait.Replicas(2, SECOND), ":1", ":1"))
                .isEqualTo(new Outcome.Info("WAIT 2 1000: only [1]", "redis-1"));
    }

    /** WAIT on a primary that is demoted meanwhile ends so; the write was executed all the same. */
    @Test
    void isIndeterminateWhereWaitFailsThoughTheSameErrorOfAWriteWouldBeCertain() {
        assertThat(write(
                        new Wait.Replicas(1, SECOND),
                        ":1",
                        "-UNBLOCKED force unblock from blocking operation, instance state changed"))
                .isInstanceOf(Outcome.Info.class);
        assertThat(write(new Wait.Replicas(1, SECOND), ":1", "-ERR WAIT cannot be used with replica instances."))
                .isInstanceOf(Outcome.Info.class);
    }

    @Test
    void isRefusedWhereTheWriteItselfIs() {
        assertThat(write(new Wait.Replicas(1, SECOND), "-NOREPLICAS Not enough good replicas to write."))
                .isEqualTo(new Outcome.Fail("NOREPLICAS", "redis-1"));
        assertThat(server.commands()).containsExactly("RPUSH ledger:c1 1");
    }

    @Test
    void giveTheServerItsTimeAndTheCommandItsOwn() {
        long begun = System.nanoTime();
        assertThat(write(new Wait.Replicas(1, Duration.ofMillis(400)), ":1", FakeRedis.SILENCE))
                .isEqualTo(new Outcome.Info("WAIT 1 400: timeout", "redis-1"));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(690));
    }

    @Test
    void diskAndReplicasAreCountedEachForItself() {
        var wait = new Wait.Disks(1, 1, SECOND);
        assertThat(write(wait, ":1", "*2\r\n:1\r\n:1")).isEqualTo(new Outcome.Ok(null, "redis-1"));
        assertThat(server.commands()).last().isEqualTo("WAITAOF 1 1 1000");
        assertThat(write(wait, ":1", "*2\r\n:0\r\n:2"))
                .isEqualTo(new Outcome.Info("WAITAOF 1 1 1000: only [0, 2]", "redis-1"));
    }
}
