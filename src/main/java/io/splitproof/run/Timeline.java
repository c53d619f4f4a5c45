package io.splitproof.run;

import io.splitproof.fault.Schedule;
import io.splitproof.fault.ScheduledBackup;
import io.splitproof.fault.ScheduledFault;
import io.splitproof.fault.ScheduledStep;
import io.splitproof.history.Event.PhaseStarted;
import io.splitproof.history.Journal;
import io.splitproof.history.Phase;
import io.splitproof.nemesis.Nemesis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Plays a schedule against the run clock: faults, heals and an operator's steps each at its time or after its event,
 * proofs and backups beside them.
 *
 * <p>A step that takes longer than planned delays what follows. One that does not succeed ends the schedule,
 * unless it goes on beside it. After one that is refused nothing is begun any more, and the load goes on to the end.
 * What nodes must know of a fault before it begins is announced to them that much earlier.
 */
final class Timeline {
    private static final Duration PROOF_LIMIT = Duration.ofSeconds(40);

    private final Nemesis nemesis;
    private final StepTaker operator;
    private final RunClock clock;
    private final Journal journal;
    private final Sightings sightings;
    private final Executor executor;
    private final List<Entry> entries = new ArrayList<>();
    private final List<CompletableFuture<Void>> besides = new ArrayList<>();
    private final @Nullable ByHand byHand;
    private Schedule schedule;
    private boolean begun;
    private long loadStart;
    private boolean refused;

    /** How a step ended. */
    enum Taken {
        DONE,
        /** It did not succeed; nothing can be said of what it was to bring about. */
        FAILED,
        /** It only asked, and found why nothing may be changed. */
        REFUSED
    }

    /** Takes a step of an operator and waits for its success. */
    @FunctionalInterface
    interface StepTaker {
        Taken take(ScheduledStep step) throws InterruptedException;
    }

    /** @param byHand null where the schedule is all there is */
    Timeline(
            Schedule schedule,
            @Nullable ByHand byHand,
            Nemesis nemesis,
            StepTaker operator,
            RunClock clock,
            Sightings sightings,
            Executor executor) {
        this.schedule = schedule;
        this.byHand = byHand;
        this.nemesis = nemesis;
        this.operator = operator;
        this.clock = clock;
        this.journal = sightings;
        this.sightings = sightings;
        this.executor = executor;
    }

    /**
     * Something to do at an instant of scenario time; false ends the schedule.
     *
     * @param isBeside true of what disturbs nothing and begins no phase
     */
    private record Entry(long atNanos, boolean isBeside, Action action) {}

    @FunctionalInterface
    private interface Action {
        boolean perform() throws InterruptedException;
    }

    /** Returns at the schedule's end, or after a step that did not succeed, with every proof and backup made. */
    void play(long startNanos) throws InterruptedException {
        loadStart = startNanos;
        plan();
        if (byHand != null) {
            byHand.onStage().accept(new OpenStage());
        }
        boolean goesOn = true;
        while (goesOn) {
            Entry next = entries.isEmpty() ? null : entries.get(0);
            Optional<Cue> cue = sightings.await(clock, next == null ? end() : next.atNanos());
            if (cue.isPresent()) {
                follow(cue.get());
            } else {
                goesOn = next != null && perform(entries.remove(0));
            }
        }
        awaitBesides();
    }

    private boolean perform(Entry entry) throws InterruptedException {
        if (!begun && !entry.isBeside()) {
            journal.append(new PhaseStarted(clock.nanos(), Phase.FAULTS));
            begun = true;
        }
        return entry.action().perform();
    }

    /** The schedule as it was played, with whatever was added to it. */
    Schedule schedule() {
        return schedule;
    }

    private long end() {
        return loadStart + schedule.end().toNanos();
    }

    /** The one place that knows every kind of cue. */
    private void follow(Cue cue) {
        if (cue instanceof Cue.Sighting seen) {
            planSeen(seen);
        } else if (cue instanceof Cue.Begin begin) {
            change(schedule.with(begin.fault()));
            planFault(begin.fault(), loadStart + begin.fault().at().toNanos());
        } else if (cue instanceof Cue.Heal heal) {
            ScheduledFault fault = schedule.fault(heal.fault()).lasting(heal.lasts());
            change(schedule.with(fault));
            add(loadStart + fault.at().plus(heal.lasts()).toNanos(), false, () -> heal(fault));
        } else if (cue instanceof Cue.Take take) {
            change(schedule.with(take.step()));
            add(loadStart + take.step().at().toNanos(), false, () -> take(take.step()));
        } else if (cue instanceof Cue.End early) {
            change(schedule.until(early.at()));
        } else {
            throw new AssertionError("unhandled cue " + cue);
        }
    }

    private void change(Schedule grown) {
        schedule = grown;
        if (byHand != null) {
            byHand.onChange().accept(grown);
        }
    }

    /** Hands orders to the thread that plays. */
    private final class OpenStage implements Stage {
        @Override
        public Duration now() {
            return Duration.ofNanos(clock.nanos() - loadStart);
        }

        @Override
        public void begin(ScheduledFault fault) {
            sightings.order(new Cue.Begin(fault));
        }

        @Override
        public void heal(String fault, Duration lasts) {
            sightings.order(new Cue.Heal(fault, lasts));
        }

        @Override
        public void take(ScheduledStep step) {
            sightings.order(new Cue.Take(step));
        }

        @Override
        public void end(Duration at) {
            sightings.order(new Cue.End(at));
        }
    }

    private void plan() {
        for (ScheduledBackup backup : schedule.backups()) {
            add(loadStart + backup.at().toNanos(), true, () -> {
                beside(() -> nemesis.backUp(backup));
                return true;
            });
        }
        schedule.faults().stream()
                .filter(f -> f.after() == null)
                .forEach(f -> planFault(f, loadStart + f.at().toNanos()));
        schedule.steps().stream()
                .filter(s -> s.after() == null)
                .forEach(step -> add(loadStart + step.at().toNanos(), false, () -> take(step)));
    }

    /** What waited begins at once, or as much later as it says, if that is before the end. */
    private void planSeen(Cue.Sighting seen) {
        if (refused) {
            return;
        }
        long begins = seen.atNanos() + seen.trigger().plus().toNanos();
        schedule.faults().stream().filter(f -> f.id().equals(seen.id())).forEach(fault -> {
            long earliest = clock.nanos() + nemesis.lead(fault).toNanos();
            if (Math.max(earliest, begins) < end()) {
                planFault(fault, Math.max(earliest, begins));
            }
        });
        schedule.steps().stream()
                .filter(s -> s.id().equals(seen.id()) && begins < end())
                .forEach(step -> add(begins, false, () -> take(step)));
    }

    private void planFault(ScheduledFault fault, long planned) {
        Duration lead = nemesis.lead(fault);
        // By hand nobody knows of it earlier.
        long begins = byHand == null ? planned : Math.max(planned, clock.nanos() + lead.toNanos());
        if (!lead.isZero()) {
            add(begins - lead.toNanos(), true, () -> announce(fault, begins));
        }
        add(begins, false, () -> start(fault));
        if (fault.lasts() != null && begins + fault.lasts().toNanos() <= end()) {
            add(begins + fault.lasts().toNanos(), false, () -> heal(fault));
        }
    }

    /** Entries of the same instant stay in the order in which they were added. */
    private void add(long atNanos, boolean isBeside, Action action) {
        entries.add(new Entry(atNanos, isBeside, action));
        entries.sort(Comparator.comparingLong(Entry::atNanos));
    }

    private boolean take(ScheduledStep step) throws InterruptedException {
        if (!step.step().goesOnBeside()) {
            Taken taken = operator.take(step);
            if (taken == Taken.REFUSED && byHand == null) {
                refused = true;
                entries.clear();
            }
            return taken != Taken.FAILED || byHand != null;
        }
        beside(() -> {
            try {
                operator.take(step);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return true;
    }

    private boolean announce(ScheduledFault fault, long begins) {
        nemesis.announce(fault, begins);
        return true;
    }

    private boolean start(ScheduledFault fault) {
        if (nemesis.start(fault)) {
            beside(() -> nemesis.prove(fault));
        }
        return true;
    }

    private boolean heal(ScheduledFault fault) {
        nemesis.heal(fault);
        beside(() -> nemesis.proveHealed(fault));
        return true;
    }

    private void beside(Runnable work) {
        besides.add(CompletableFuture.runAsync(work, executor));
    }

    private void awaitBesides() throws InterruptedException {
        for (var beside : besides) {
            try {
                beside.get(PROOF_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
                journal.append(new io.splitproof.history.Event.Noted(
                        clock.nanos(), "a proof of effect or a backup could not be made: " + e));
            }
        }
    }
}
