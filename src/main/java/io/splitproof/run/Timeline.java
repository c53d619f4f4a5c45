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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Plays a schedule against the run clock: faults, heals and an operator's steps each at its time, proofs and backups
 * beside them.
 *
 * <p>A step that takes longer than planned delays what follows. One that does not succeed ends the schedule.
 * What nodes must know of a fault before it begins is announced to them that much earlier.
 */
final class Timeline {
    private static final Duration PROOF_LIMIT = Duration.ofSeconds(40);

    private final Schedule schedule;
    private final Nemesis nemesis;
    private final StepTaker operator;
    private final RunClock clock;
    private final Journal journal;
    private final Executor executor;
    private final List<CompletableFuture<Void>> besides = new ArrayList<>();

    /** Takes a step of an operator and waits for its success; false if it did not succeed. */
    @FunctionalInterface
    interface StepTaker {
        boolean take(ScheduledStep step) throws InterruptedException;
    }

    Timeline(
            Schedule schedule,
            Nemesis nemesis,
            StepTaker operator,
            RunClock clock,
            Journal journal,
            Executor executor) {
        this.schedule = schedule;
        this.nemesis = nemesis;
        this.operator = operator;
        this.clock = clock;
        this.journal = journal;
        this.executor = executor;
    }

    /**
     * Something to do at a time; false ends the schedule.
     *
     * @param isBeside true of what disturbs nothing and begins no phase
     */
    private record Entry(Duration at, boolean isBeside, Action action) {
        Entry(Duration at, Action action) {
            this(at, false, action);
        }
    }

    @FunctionalInterface
    private interface Action {
        boolean perform() throws InterruptedException;
    }

    /** Returns at the schedule's end, or after a step that did not succeed, with every proof and backup made. */
    void play(long loadStart) throws InterruptedException {
        boolean first = true;
        for (Entry entry : entries(loadStart)) {
            clock.awaitNanos(loadStart + entry.at().toNanos());
            if (first && !entry.isBeside()) {
                journal.append(new PhaseStarted(clock.nanos(), Phase.FAULTS));
                first = false;
            }
            if (!entry.action().perform()) {
                awaitBesides();
                return;
            }
        }
        clock.awaitNanos(loadStart + schedule.end().toNanos());
        awaitBesides();
    }

    private List<Entry> entries(long loadStart) {
        var entries = new ArrayList<Entry>();
        for (ScheduledBackup backup : schedule.backups()) {
            entries.add(new Entry(backup.at(), true, () -> {
                beside(() -> nemesis.backUp(backup));
                return true;
            }));
        }
        for (ScheduledFault fault : schedule.faults()) {
            Duration lead = nemesis.lead(fault);
            if (!lead.isZero()) {
                entries.add(new Entry(fault.at().minus(lead), true, () -> announce(fault, loadStart)));
            }
            entries.add(new Entry(fault.at(), () -> start(fault)));
            fault.healAt()
                    .filter(at -> at.compareTo(schedule.end()) <= 0)
                    .ifPresent(at -> entries.add(new Entry(at, () -> heal(fault))));
        }
        schedule.steps().forEach(step -> entries.add(new Entry(step.at(), () -> operator.take(step))));
        entries.sort(Comparator.comparing(Entry::at));
        return entries;
    }

    private boolean announce(ScheduledFault fault, long loadStart) {
        nemesis.announce(fault, loadStart + fault.at().toNanos());
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
