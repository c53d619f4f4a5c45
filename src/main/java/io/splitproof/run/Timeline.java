package io.splitproof.run;

import io.splitproof.fault.Schedule;
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
 * Plays a schedule against the run clock: faults, heals and an operator's steps each at its time, proofs beside them.
 *
 * <p>A step that takes longer than planned delays what follows. One that does not succeed ends the schedule.
 */
final class Timeline {
    private static final Duration PROOF_LIMIT = Duration.ofSeconds(40);

    private final Schedule schedule;
    private final Nemesis nemesis;
    private final StepTaker operator;
    private final RunClock clock;
    private final Journal journal;
    private final Executor executor;
    private final List<CompletableFuture<Void>> proofs = new ArrayList<>();

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

    /** Something to do at a time; false ends the schedule. */
    private record Entry(Duration at, Action action) {}

    @FunctionalInterface
    private interface Action {
        boolean perform() throws InterruptedException;
    }

    /** Returns at the schedule's end, or after a step that did not succeed, with every proof made. */
    void play(long loadStart) throws InterruptedException {
        boolean first = true;
        for (Entry entry : entries()) {
            clock.awaitNanos(loadStart + entry.at().toNanos());
            if (first) {
                journal.append(new PhaseStarted(clock.nanos(), Phase.FAULTS));
                first = false;
            }
            if (!entry.action().perform()) {
                awaitProofs();
                return;
            }
        }
        clock.awaitNanos(loadStart + schedule.end().toNanos());
        awaitProofs();
    }

    private List<Entry> entries() {
        var entries = new ArrayList<Entry>();
        for (ScheduledFault fault : schedule.faults()) {
            entries.add(new Entry(fault.at(), () -> start(fault)));
            fault.healAt()
                    .filter(at -> at.compareTo(schedule.end()) <= 0)
                    .ifPresent(at -> entries.add(new Entry(at, () -> heal(fault))));
        }
        schedule.steps().forEach(step -> entries.add(new Entry(step.at(), () -> operator.take(step))));
        entries.sort(Comparator.comparing(Entry::at));
        return entries;
    }

    private boolean start(ScheduledFault fault) {
        if (nemesis.start(fault)) {
            prove(() -> nemesis.prove(fault));
        }
        return true;
    }

    private boolean heal(ScheduledFault fault) {
        nemesis.heal(fault);
        prove(() -> nemesis.proveHealed(fault));
        return true;
    }

    private void prove(Runnable proof) {
        proofs.add(CompletableFuture.runAsync(proof, executor));
    }

    private void awaitProofs() throws InterruptedException {
        for (var proof : proofs) {
            try {
                proof.get(PROOF_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
                journal.append(new io.splitproof.history.Event.Noted(
                        clock.nanos(), "a proof of effect could not be made: " + e));
            }
        }
    }
}
