package io.splitproof.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.Event;
import io.splitproof.history.Event.Noted;
import io.splitproof.probe.FakeNodes;
import io.splitproof.store.ScenarioFiles;
import io.splitproof.topology.Topology;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A primary and a replica, which are made a Cluster by hand. One server stands for both. */
class ClusterBootTest {
    private static final Topology TOPOLOGY =
            ScenarioFiles.read(Path.of("scenarios/cluster/one-shard.yaml")).topology();

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<Event> events = new CopyOnWriteArrayList<>();

    @AutoClose
    private final FakeNodes nodes = new FakeNodes(TOPOLOGY, this::reply);

    private volatile String timeout = "15000";
    private final ClusterBoot boot;

    ClusterBootTest() {
        boot = new ClusterBoot(nodes.deployment(), nodes.plane(), new RunClock(100), events::add);
    }

    private String reply(List<String> command) {
        calls.add(String.join(" ", command));
        return switch (command.get(0)) {
            case "PING" -> "+PONG";
            case "ROLE" -> "*5\r\n$5\r\nslave\r\n$9\r\n127.0.0.1\r\n:6379\r\n$9\r\nconnected\r\n:500";
            case "CLUSTER" -> command.get(1).equals("NODES") ? nodes() : "+OK";
            case "CONFIG" ->
                command.get(1).equals("GET")
                        ? "*2\r\n$20\r\ncluster-node-timeout\r\n$" + timeout.length() + "\r\n" + timeout
                        : "+OK";
            default -> "+OK";
        };
    }

    private static String nodes() {
        String lines = "id1 127.0.0.1:6379@16379 myself,master - 0 0 1 connected 0-16383\n"
                + "id2 127.0.0.2:6379@16379 slave id1 0 0 1 connected";
        return "$" + lines.length() + "\r\n" + lines;
    }

    private List<String> changes() {
        return calls.stream().filter(c -> c.startsWith("CONFIG SET")).toList();
    }

    @Test
    void nodesWithALongTimeoutHaveAShortOneUntilTheyKnowEachOther() throws InterruptedException {
        boot.make();
        assertThat(changes())
                .containsExactly("CONFIG SET cluster-node-timeout 5000", "CONFIG SET cluster-node-timeout 5000");
        assertThat(calls.indexOf("CONFIG SET cluster-node-timeout 5000"))
                .isLessThan(calls.indexOf("CLUSTER MEET 127.0.0.2 6379 16379"));
        assertThat(events)
                .anyMatch(e -> e instanceof Noted noted && noted.text().contains("is 5000 until"));
        calls.clear();
        boot.settle();
        assertThat(changes())
                .containsExactly("CONFIG SET cluster-node-timeout 15000", "CONFIG SET cluster-node-timeout 15000");
    }

    @Test
    void aDocumentedTimeoutIsLeftAlone() throws InterruptedException {
        timeout = "5000";
        boot.make();
        boot.settle();
        assertThat(changes()).isEmpty();
    }
}
