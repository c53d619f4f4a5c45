package io.splitproof.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.resource.DefaultClientResources;
import io.splitproof.client.FakeRedis;
import io.splitproof.deployment.FakeDeployment;
import io.splitproof.history.Event;
import io.splitproof.history.Event.Completed;
import io.splitproof.history.Event.Invoked;
import io.splitproof.history.OperationKind;
import io.splitproof.history.Outcome;
import io.splitproof.history.RealTime;
import io.splitproof.scenario.ScenarioBuilder;
import io.splitproof.topology.Topology;
import io.splitproof.workload.ClientSpec;
import io.splitproof.workload.Workload;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients at work on a server that answers slowly where a test wants it. */
class LoadTest {
    private static final long INTERVAL = 20_000_000L;
    private static final Topology TOPOLOGY = ScenarioBuilder.named("load")
            .box("box-1", "redis-1", "sentinel-1")
            .writer("c1", 50)
            .build()
            .topology();
    private static final ClientSpec CLIENT =
            new ClientSpec("c1", OperationKind.WRITE, 50, List.of(), "redis-1", Duration.ofSeconds(2));

    private static final AtomicInteger WRITES = new AtomicInteger();
    private static final List<Event> EVENTS = new CopyOnWriteArrayList<>();

    private static List<Invoked> invoked = List.of();

    private static String reply() {
        if (WRITES.incrementAndGet() == 5) {
            try {
                TimeUnit.MILLISECONDS.sleep(210);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return ":1";
    }

    /** One run for all tests: thirty writes, the fifth of which is answered late. */
    @BeforeAll
    static void run() throws InterruptedException, IOException {
        var threads = Threads.loops("load-test", 2);
        var resources = DefaultClientResources.create();
        try (var server = new FakeRedis(command -> reply());
                var fake = new FakeDeployment(TOPOLOGY, (box, port) -> server.port())) {
            var workload = new Workload(List.of(CLIENT), 7);
            var load =
                    new Load(workload, fake.start(), resources, fake.secret(), new RunClock(1), EVENTS::add, threads);
            Awaitility.await("thirty writes").until(() -> WRITES.get() >= 30);
            load.stop(RealTime.ofSeconds(3));
        } finally {
            Threads.end(threads, 1_000);
            resources.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
        invoked = EVENTS.stream()
                .filter(e -> e instanceof Invoked)
                .map(e -> (Invoked) e)
                .toList();
    }

    @Test
    void slotsAreWholeIntervalsApartAndMissedOnesAreNotMadeUpForInABurst() {
        for (int i = 1; i < invoked.size(); i++) {
            long apart = invoked.get(i).intendedNanos() - invoked.get(i - 1).intendedNanos();
            assertThat(apart).isPositive();
            assertThat(apart % INTERVAL).isZero();
        }
        long slow = invoked.get(5).intendedNanos() - invoked.get(4).intendedNanos();
        assertThat(slow).as("the slots of a reply that took 210 ms").isGreaterThanOrEqualTo(10 * INTERVAL);
    }

    @Test
    void noOperationBeginsBeforeItsSlot() {
        assertThat(invoked).allSatisfy(e -> assertThat(e.atNanos()).isGreaterThanOrEqualTo(e.intendedNanos()));
    }

    @Test
    void everyOperationHasANumberOfItsOwnAndOneEnd() {
        assertThat(invoked).extracting(Invoked::op).doesNotHaveDuplicates();
        assertThat(EVENTS)
                .filteredOn(e -> e instanceof Completed)
                .extracting(e -> ((Completed) e).op())
                .containsExactlyElementsOf(invoked.stream().map(Invoked::op).toList());
        assertThat(EVENTS)
                .filteredOn(e -> e instanceof Completed)
                .extracting(e -> ((Completed) e).outcome())
                .containsOnly(new Outcome.Ok(null, "redis-1"));
    }

    @Test
    void aWriterCountsUpWithoutAGap() {
        for (int i = 0; i < invoked.size(); i++) {
            assertThat(invoked.get(i).value()).isEqualTo(i + 1L);
        }
    }
}
