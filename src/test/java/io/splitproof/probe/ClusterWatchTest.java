package io.splitproof.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.Clock;
import io.splitproof.history.Event;
import io.splitproof.history.Event.ClusterNodeSeen;
import io.splitproof.history.Event.ClusterSeen;
import io.splitproof.history.RealTime;
import io.splitproof.store.ScenarioFiles;
import io.splitproof.topology.Topology;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What one node says, recorded by the names of the topology and only where it changed. */
class ClusterWatchTest {
    private static final Topology TOPOLOGY = ScenarioFiles.read(
                    Path.of("src/test/resources/scenarios-good/cluster.yaml"))
            .topology();
    private static final String MYSELF = "bb 127.0.0.2:6379@16379 myself,master - 0 0 2 connected 5461-10922\n";

    private volatile String nodes = "";
    private volatile String info = "cluster_state:ok\r\ncluster_stats_messages_sent:1";

    @AutoClose
    private final FakeNodes fakes = new FakeNodes(
            TOPOLOGY, command -> bulk(command.get(1).equalsIgnoreCase("nodes") ? nodes : info + command.hashCode()));

    private final List<Event> events = new ArrayList<>();
    private final ClusterWatch watch =
            new ClusterWatch(TOPOLOGY.node("redis-2"), fakes.plane(), new CountingClock(), events::add);

    private static String bulk(String text) {
        return "$" + text.length() + "\r\n" + text;
    }

    /** Each look at it is a nanosecond later. */
    private static final class CountingClock implements Clock {
        private long now;

        @Override
        public long nanos() {
            return ++now;
        }

        @Override
        public RealTime real(Duration scenario) {
            return new RealTime(scenario);
        }
    }

    private List<ClusterNodeSeen> seen() {
        return events.stream()
                .filter(ClusterNodeSeen.class::isInstance)
                .map(ClusterNodeSeen.class::cast)
                .toList();
    }

    @Test
    void everyLineIsRecordedOnceByTheNamesOfTheTopology() {
        nodes = MYSELF + "ee 127.0.0.5:6379@16379 slave bb 0 1 2 connected\n";
        watch.poll();
        nodes = nodes.replace("0 1 2", "7 8 2");
        watch.poll();
        assertThat(seen())
                .extracting(ClusterNodeSeen::node, ClusterNodeSeen::primary, ClusterNodeSeen::slots)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("redis-2", null, "5461-10922"),
                        org.assertj.core.groups.Tuple.tuple("redis-5", "redis-2", ""));
    }

    @Test
    void aChangeLiesAfterThePollBeforeWasSent() {
        nodes = MYSELF;
        watch.poll();
        nodes = MYSELF.replace("myself,master", "myself,master,fail?");
        watch.poll();
        ClusterNodeSeen first = seen().get(0);
        ClusterNodeSeen second = seen().get(1);
        assertThat(first.previousNanos()).isEqualTo(first.atNanos());
        assertThat(second.is("fail?")).isTrue();
        assertThat(second.previousNanos()).isLessThan(first.atNanos());
    }

    @Test
    void countersOfClusterInfoAreNotRecorded() {
        nodes = MYSELF;
        watch.poll();
        watch.poll();
        assertThat(events.stream().filter(ClusterSeen.class::isInstance))
                .singleElement()
                .satisfies(e -> assertThat(((ClusterSeen) e).fields()).containsOnlyKeys("cluster_state"));
    }

    @Test
    void anAnswerThatIsNoViewRecordsNothing() {
        nodes = "nonsense";
        watch.poll();
        assertThat(events).isEmpty();
    }
}
