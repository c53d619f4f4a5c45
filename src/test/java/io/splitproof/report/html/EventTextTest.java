package io.splitproof.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.Event;
import io.splitproof.history.History;
import io.splitproof.store.Samples;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventTextTest {
    static Stream<Object> everyEvent() {
        return Samples.ofAll(Event.class).stream();
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void everyEventButAnOperationHasALine(Event event) {
        boolean operation = event instanceof Event.Invoked || event instanceof Event.Completed;
        assertThat(EventText.row(event).isPresent()).isNotEqualTo(operation);
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void everyKindOfLineHasItsPlaceInTheOrderInWhichTheyAreLeftOut(Event event) {
        EventText.row(event).ifPresent(row -> assertThat(EventRows.KINDS).contains(row.kind()));
    }

    @Test
    void whatDoesNotFitIsCountedAndProbesGoBeforeFaults() {
        var events = Stream.concat(
                        Stream.of(new Event.FaultDoubted(9_000_000_000L, "f1", "bytes arrived")),
                        Stream.iterate(0L, i -> i < 6_000, i -> i + 1)
                                .map(i -> new Event.LinkProbed(i, i, "box-1", "redis-2", false, false)))
                .map(Event.class::cast)
                .toList();
        var rows = EventRows.of(new History(events), List.of(), 7);
        assertThat(rows.rows()).hasSize(5_000).anyMatch(r -> r.text().contains("NOT proven"));
        assertThat(rows.leftOutWords()).isEqualTo("7 of kind operations, 1,001 of kind probe");
    }
}
