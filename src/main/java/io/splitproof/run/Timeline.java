package io.splitproof.run;

import io.splitproof.fault.Schedule;
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

/**
 * Plays a schedule against the run clock: each fault at its time, each heal at its time, proofs beside them.
 *
 * <p>What nodes must know before it begins is announced to them that much earlier.
 */
final class Timeline {
    private static final Duration PROOF_LIMIT = Duration.ofSeconds(40);

    private final Schedule schedule;
    private final Nemesis nemesis;
    private final RunClock clock;
    private final Journal journal;
    private final Executor executor;
    private final List<CompletableFuture<Void>> proofs = new ArrayList<>();

    Timeline(Schedule schedule, Nemesis nemesis, RunClock clock, Journal journal, Executor executor) {
        this.schedule = schedule;
        this.nemesis = nemesis;
        this.clock = clock;
        this.journal = journal;
        this.executor = executor;
    }

    private enum Kind {
        ANNOUNCE,
        START,
        HEAL
    }

    private record Step(Duration at, ScheduledFault fault, Kind kind) {}

    /** Returns at the schedule's end, with every proof made. */
    void play(long loadStart) throws InterruptedException {
        boolean first = true;
        for (Step step : steps()) {
            clock.awaitNanos(loadStart + step.at().toNanos());
            if (step.kind() == Kind.ANNOUNCE) {
                nemesis.announce(step.fault(), loadStart + step.fault().at().toNanos());
                continue;
            }
            if (first) {
                journal.append(new PhaseStarted(clock.nanos(), Phase.FAULTS));
                first = false;
            }
            perform(step);
        }
        clock.awaitNanos(loadStart + schedule.end().toNanos());
        awaitProofs();
    }

    private List<Step> steps() {
        var steps = new ArrayList<Step>();
        for (ScheduledFault fault : schedule.faults()) {
            Duration lead = nemesis.lead(fault);
            if (!lead.isZero()) {
                steps.add(new Step(fault.at().minus(lead), fault, Kind.ANNOUNCE));
            }
            steps.add(new Step(fault.at(), fault, Kind.START));
            fault.healAt()
                    .filter(at -> at.compareTo(schedule.end()) <= 0)
                    .ifPresent(at -> steps.add(new Step(at, fault, Kind.HEAL)));
        }
        steps.sort(Comparator.comparing(Step::at));
        return steps;
    }

    private void perform(Step step) {
        if (step.kind() == Kind.HEAL) {
            nemesis.heal(step.fault());
            prove(() -> nemesis.proveHealed(step.fault()));
        } else if (nemesis.start(step.fault())) {
            prove(() -> nemesis.prove(step.fault()));
        }
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
