package io.splitproof.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.Clock;
import io.splitproof.history.Event;
import io.splitproof.history.Event.FinalRead;
import io.splitproof.history.Range;
import io.splitproof.history.RealTime;
import io.splitproof.scenario.ScenarioBuilder;
import io.splitproof.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class FinalReadsTest {
    private static final Topology TOPOLOGY = ScenarioBuilder.named("reads")
            .box("box-1", "redis-1", "sentinel-1")
            .writer("c1", 1)
            .build()
            .topology();

    private volatile List<String> list = List.of();

    @AutoClose
    private final FakeNodes nodes = new FakeNodes(TOPOLOGY, this::reply);

    private final List<Event> events = new ArrayList<>();

    private String reply(List<String> command) {
        if (command.get(0).equals("ROLE")) {
            return "*3\r\n$6\r\nmaster\r\n:10\r\n*0";
        }
        int from = Integer.parseInt(command.get(2));
        int to = Math.min(Integer.parseInt(command.get(3)) + 1, list.size());
        List<String> part = from < to ? list.subList(from, to) : List.of();
        return "*" + part.size()
                + part.stream().map(e -> "\r\n$" + e.length() + "\r\n" + e).collect(Collectors.joining());
    }

    private FinalRead readOf(List<String> entries) {
        list = entries;
        Clock clock = new Clock() {
            @Override
            public long nanos() {
                return 7;
            }

            @Override
            public RealTime real(Duration scenario) {
                return new RealTime(scenario);
            }
        };
        new FinalReads(nodes.plane(), clock, events::add).record(TOPOLOGY.node("redis-1"), "ledger:c1");
        assertThat(events).hasSize(1);
        return (FinalRead) events.get(0);
    }

    @Test
    void consecutiveNumbersAreOneRun() {
        assertThat(readOf(List.of("1", "2", "3")))
                .isEqualTo(new FinalRead(7, "redis-1", "master", "ledger:c1", List.of(new Range(1, 3)), List.of()));
    }

    @Test
    void aGapPartsTwoRuns() {
        assertThat(readOf(List.of("1", "2", "5", "6")).values()).containsExactly(new Range(1, 2), new Range(5, 6));
    }

    @Test
    void duplicatesAndReorderingStayVisible() {
        assertThat(readOf(List.of("1", "2", "2", "1")).values())
                .containsExactly(new Range(1, 2), new Range(2, 2), new Range(1, 1));
    }

    @Test
    void whatIsNoSequenceNumberIsKeptApart() {
        FinalRead read = readOf(List.of("1", "x", "0", "007", "-3", "2"));
        assertThat(read.values()).containsExactly(new Range(1, 2));
        assertThat(read.foreign()).containsExactly("x", "0", "007", "-3");
    }

    @Test
    void anEmptyLedgerIsARead() {
        FinalRead read = readOf(List.of());
        assertThat(read.values()).isEmpty();
        assertThat(read.foreign()).isEmpty();
    }

    @Test
    void aLedgerLongerThanOneReplyIsReadWhole() {
        List<String> entries =
                LongStream.rangeClosed(1, 40_000).mapToObj(Long::toString).toList();
        assertThat(readOf(entries).values()).containsExactly(new Range(1, 40_000));
        assertThat(nodes.server().commands())
                .containsExactly(
                        "ROLE",
                        "LRANGE ledger:c1 0 19999",
                        "LRANGE ledger:c1 20000 39999",
                        "LRANGE ledger:c1 40000 59999");
    }
}
