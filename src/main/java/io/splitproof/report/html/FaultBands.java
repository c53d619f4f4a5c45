package io.splitproof.report.html;

import io.splitproof.history.Event;
import io.splitproof.history.History;
import io.splitproof.report.html.PageData.Band;
import java.util.List;
import java.util.Optional;

/** When each fault began and ended. */
final class FaultBands {
    private FaultBands() {}

    static List<Band> of(History observed, long end) {
        return observed.of(Event.FaultStarted.class)
                .map(f -> {
                    Optional<Long> healed = ended(observed, f.fault());
                    return new Band(
                            f.fault(),
                            f.description(),
                            PageData.seconds(began(observed, f)),
                            PageData.seconds(healed.orElse(end)),
                            healed.isPresent());
                })
                .toList();
    }

    /** When its first cut or kill was complete, from which times are measured; else when it was begun. */
    static long began(History observed, Event.FaultStarted fault) {
        return observed.of(Event.FaultApplied.class)
                .filter(a -> a.fault().equals(fault.fault()))
                .mapToLong(Event.FaultApplied::firstNanos)
                .findFirst()
                .orElse(fault.atNanos());
    }

    static Optional<Long> ended(History observed, String fault) {
        return observed.of(Event.HealApplied.class)
                .filter(h -> h.fault().equals(fault))
                .map(Event.HealApplied::firstNanos)
                .findFirst();
    }
}
