package io.splitproof.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.Event;
import io.splitproof.history.Event.SentinelSaid;
import io.splitproof.history.RealClock;
import io.splitproof.store.ScenarioFiles;
import io.splitproof.topology.Topology;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A Sentinel that says that it was elected as soon as somebody listens. */
class SentinelWatchTest {
    private static final Topology TOPOLOGY = ScenarioFiles.read(Path.of("scenarios/sentinel/example-2-crash.yaml"))
            .topology();
    private static final String MESSAGE = "master mymaster 127.0.0.1 6379";

    @AutoClose
    private final FakeNodes nodes = new FakeNodes(
            TOPOLOGY,
            command -> "*3\r\n$10\r\npsubscribe\r\n$1\r\n*\r\n:1\r\n"
                    + "*4\r\n$8\r\npmessage\r\n$1\r\n*\r\n$15\r\n+elected-leader\r\n$" + MESSAGE.length() + "\r\n"
                    + MESSAGE);

    private final AtomicReference<String> leader = new AtomicReference<>();

    @Test
    void whoeverHearsOfAnElectionFindsTheLeader() throws InterruptedException {
        BlockingQueue<String> found = new ArrayBlockingQueue<>(1);
        var watch = new SentinelWatch(
                TOPOLOGY.node("sentinel-2"),
                nodes.plane(),
                new RealClock(),
                event -> found.offer(leaderAt(event)),
                leader);
        assertThat(found.poll(10, TimeUnit.SECONDS)).isEqualTo("+elected-leader " + MESSAGE + ": sentinel-2");
        watch.close();
    }

    private String leaderAt(Event event) {
        return event instanceof SentinelSaid said
                ? said.channel() + " " + said.payload() + ": " + leader.get()
                : event.toString();
    }
}
