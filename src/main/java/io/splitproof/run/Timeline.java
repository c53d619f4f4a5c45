package io.splitproof.run;

import io.splitproof.fault.Schedule;
import io.splitproof.fault.ScheduledBackup;
import io.splitproof.fault.ScheduledFault;
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

/** Plays a schedule against the run clock: each fault and heal at its time, proofs and backups beside them. */
final class Timeline {
    private static final Duration PROOF_LIMIT = Duration.ofSeconds(40);

    private final Schedule schedule;
    private final Nemesis nemesis;
    private final RunClock clock;
    private final Journal journal;
    private final Executor executor;
    private final List<CompletableFuture<Void>> besides = new ArrayList<>();

    Timeline(Schedule schedule, Nemesis nemesis, RunClock clock, Journal journal, Executor executor) {
        this.schedule = schedule;
        this.nemesis = nemesis;
        this.clock = clock;
        this.journal = journal;
        this.executor = executor;
    }

    /** @param action what begins at that time */
    private record Step(Duration at, boolean isFault, Runnable action) {}

    /** Returns at the schedule's end, with every proof and backup made. */
    void play(long loadStart) throws InterruptedException {
        boolean first = true;
        for (Step step : steps()) {
            clock.awaitNanos(loadStart + step.at().toNanos());
            if (first && step.isFault()) {
                journal.append(new PhaseStarted(clock.nanos(), Phase.FAULTS));
                first = false;
            }
            step.action().run();
        }
        clock.awaitNanos(loadStart + schedule.end().toNanos());
        awaitBesides();
    }

    private List<Step> steps() {
        var steps = new ArrayList<Step>();
        for (ScheduledBackup backup : schedule.backups()) {
            steps.add(new Step(backup.at(), false, () -> beside(() -> nemesis.backUp(backup))));
        }
        for (ScheduledFault fault : schedule.faults()) {
            steps.add(new Step(fault.at(), true, () -> start(fault)));
            fault.healAt()
                    .filter(at -> at.compareTo(schedule.end()) <= 0)
                    .ifPresent(at -> steps.add(new Step(at, true, () -> heal(fault))));
        }
        steps.sort(Comparator.comparing(Step::at));
        return steps;
    }

    private void start(ScheduledFault fault) {
        if (nemesis.start(fault)) {
            beside(() -> nemesis.prove(fault));
        }
    }

    private void heal(ScheduledFault fault) {
        nemesis.heal(fault);
        beside(() -> nemesis.proveHealed(fault));
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
