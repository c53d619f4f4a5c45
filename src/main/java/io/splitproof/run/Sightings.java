package io.splitproof.run;

import io.splitproof.fault.Schedule;
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

/**
 * Passes events on to a journal and looks in them for what the faults and steps of a schedule wait for. What is ordered by
 * hand comes in the same line.
 */
final class Sightings implements Journal {
    private final Journal journal;
    private final List<Lookout> lookouts = new ArrayList<>();
    private final BlockingQueue<Cue> cues = new LinkedBlockingQueue<>();

    Sightings(Schedule schedule, Journal journal) {
        this.journal = journal;
        lookouts.addAll(Lookout.of(schedule));
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
                cues.add(new Cue.Sighting(lookout.id(), lookout.trigger(), Lookout.moment(event)));
            }
            return sees;
        });
    }

    /** Orders something, from any thread. */
    void order(Cue cue) {
        cues.add(cue);
    }

    /**
     * Waits until a scenario instant, or until something is seen or ordered, and returns that.
     *
     * @throws InterruptedException if the run is interrupted
     */
    Optional<Cue> await(RunClock clock, long untilNanos) throws InterruptedException {
        Duration left = Duration.ofNanos(Math.max(0, untilNanos - clock.nanos()));
        Cue cue = cues.poll(clock.real(left).nanos(), TimeUnit.NANOSECONDS);
        if (cue == null) {
            clock.awaitNanos(untilNanos);
        }
        return Optional.ofNullable(cue);
    }
}
