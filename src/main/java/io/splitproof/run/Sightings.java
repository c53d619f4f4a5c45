package io.splitproof.run;

import io.splitproof.fault.Schedule;
import io.splitproof.fault.ScheduledFault;
import io.splitproof.history.Event;
import io.splitproof.history.Journal;
import io.splitproof.history.Lookout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Passes events on to a journal and looks in them for what the faults of a schedule wait for. */
final class Sightings implements Journal {
    /** What a fault waits for was seen at that moment. */
    record Sighting(ScheduledFault fault, long atNanos) {}

    private final Journal journal;
    private final List<Lookout> lookouts = new ArrayList<>();
    private final BlockingQueue<Sighting> seen = new LinkedBlockingQueue<>();

    Sightings(Schedule schedule, Journal journal) {
        this.journal = journal;
        schedule.faults().stream()
                .filter(f -> f.after() != null)
                .map(Lookout::new)
                .forEach(lookouts::add);
    }

    @Override
    public void append(Event event) {
        journal.append(event);
        look(event);
    }

    private synchronized void look(Event event) {
        lookouts.removeIf(lookout -> {
            boolean sees = lookout.sees(event);
            if (sees) {
                seen.add(new Sighting(lookout.fault(), event.atNanos()));
            }
            return sees;
        });
    }

    /**
     * Waits until a scenario instant, or until something is seen, and returns that.
     *
     * @throws InterruptedException if the run is interrupted
     */
    Optional<Sighting> await(RunClock clock, long untilNanos) throws InterruptedException {
        Duration left = Duration.ofNanos(Math.max(0, untilNanos - clock.nanos()));
        Sighting sighting = seen.poll(clock.real(left).nanos(), TimeUnit.NANOSECONDS);
        if (sighting == null) {
            clock.awaitNanos(untilNanos);
        }
        return Optional.ofNullable(sighting);
    }
}
