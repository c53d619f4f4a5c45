package io.splitproof.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.splitproof.client.FakeRedis;
import io.splitproof.history.Event;
import io.splitproof.history.Event.SettingsRead;
import io.splitproof.history.RealClock;
import io.splitproof.scenario.ScenarioBuilder;
import io.splitproof.topology.Topology;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A Sentinel that saves its state on a disk that takes its time. */
class SettingsTest {
    private static final Topology TOPOLOGY = ScenarioBuilder.named("settings")
            .box("box-1", "redis-1", "sentinel-1")
            .writer("c1", 1)
            .build()
            .topology();

    private final AtomicInteger silences = new AtomicInteger();

    @AutoClose
    private final FakeNodes nodes = new FakeNodes(TOPOLOGY, this::answer);

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Settings settings = new Settings(nodes.plane(), new RealClock(), events::add);

    private String answer(List<String> command) {
        if (silences.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return FakeRedis.SILENCE;
        }
        return command.contains("FLUSHCONFIG") ? "+OK" : "*2\r\n$6\r\nquorum\r\n$1\r\n2";
    }

    private void record() {
        settings.record(TOPOLOGY.node("sentinel-1"));
    }

    @Test
    void aNodeThatWasSilentIsAskedAgain() {
        silences.set(2);
        record();
        assertThat(nodes.server().commands())
                .filteredOn(c -> c.contains("FLUSHCONFIG"))
                .hasSize(3);
        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        SettingsRead.class, read -> assertThat(read.settings()).containsEntry("quorum", "2"));
    }

    @Test
    void oneThatStaysSilentIsAnErrorWithItsName() {
        silences.set(Integer.MAX_VALUE);
        assertThatExceptionOfType(NodeConnection.Unreachable.class)
                .isThrownBy(this::record)
                .withMessageContaining("sentinel-1 gave no answer");
        assertThat(events).isEmpty();
    }
}
