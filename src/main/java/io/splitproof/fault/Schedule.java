package io.splitproof.fault;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Which fault when.
 *
 * @param faults in order of their start
 * @param end when the load stops and everything is healed, in scenario time from the start of the load
 */
public record Schedule(List<ScheduledFault> faults, Duration end) {
    public Schedule {
        faults =
                faults.stream().sorted(Comparator.comparing(ScheduledFault::at)).toList();
    }

    /** The fault of that id; throws NoSuchElementException if there is none. */
    public ScheduledFault fault(String id) {
        return faults.stream()
                .filter(f -> f.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no fault \"" + id + "\" in this schedule"));
    }
}
