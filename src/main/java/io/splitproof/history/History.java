package io.splitproof.history;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything recorded in one run, in order of time; events of the same instant keep the order of recording. */
public record History(List<Event> events) {
    public History {
        events =
                events.stream().sorted(Comparator.comparingLong(Event::atNanos)).toList();
    }

    /** The events of one kind, in order. */
    public <E extends Event> Stream<E> of(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast);
    }

    public <E extends Event> Optional<E> first(Class<E> kind) {
        return of(kind).findFirst();
    }

    /** When a phase began, if it did. */
    public Optional<Long> startOf(Phase phase) {
        return of(Event.PhaseStarted.class)
                .filter(p -> p.phase() == phase)
                .map(Event.PhaseStarted::atNanos)
                .findFirst();
    }
}
