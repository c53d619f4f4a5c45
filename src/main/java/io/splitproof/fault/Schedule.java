package io.splitproof.fault;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Which fault when.
 *
 * @param faults in order of their start
 * @param backups what an operator copies away meanwhile; missing in recordings that are older than the word
 * @param end when the load stops and everything is healed, in scenario time from the start of the load
 */
public record Schedule(
        List<ScheduledFault> faults, @Nullable List<ScheduledBackup> backups, Duration end) {
    public Schedule {
        backups = backups == null ? List.of() : List.copyOf(backups);
        faults =
                faults.stream().sorted(Comparator.comparing(ScheduledFault::at)).toList();
    }

    /** A schedule without backups. */
    public Schedule(List<ScheduledFault> faults, Duration end) {
        this(faults, List.of(), end);
    }

    @Override
    public List<ScheduledBackup> backups() {
        return backups == null ? List.of() : backups;
    }

    /** The fault of that id; throws NoSuchElementException if there is none. */
    public ScheduledFault fault(String id) {
        return faults.stream()
                .filter(f -> f.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no fault \"" + id + "\" in this schedule"));
    }
}
