package io.splitproof.checker;

import io.splitproof.fault.ScheduledStep;
import io.splitproof.fault.SimulatedFailure;
import io.splitproof.fault.Step;
import io.splitproof.fault.Trigger;
import io.splitproof.history.Event.ProcessEnded;
import io.splitproof.history.Event.StepDone;
import io.splitproof.history.Event.StepFailed;
import io.splitproof.history.Event.StepStarted;
import io.splitproof.history.History;
import io.splitproof.history.Lookout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an operator did, step by step as planned. */
final class OperatorSteps {
    private OperatorSteps() {}

    static List<StepFinding> of(Evidence evidence) {
        if (evidence.schedule().steps().isEmpty()) {
            return List.of();
        }
        Map<String, StepStarted> started = new LinkedHashMap<>();
        Map<String, StepDone> done = new LinkedHashMap<>();
        Map<String, StepFailed> failed = new LinkedHashMap<>();
        evidence.history().of(StepStarted.class).forEach(s -> started.putIfAbsent(s.step(), s));
        evidence.history().of(StepDone.class).forEach(s -> done.putIfAbsent(s.step(), s));
        evidence.history().of(StepFailed.class).forEach(s -> failed.putIfAbsent(s.step(), s));
        var findings = new ArrayList<StepFinding>();
        for (ScheduledStep planned : evidence.schedule().steps()) {
            findings.add(finding(planned, started.get(planned.id()), done.get(planned.id()), failed.get(planned.id())));
        }
        return List.copyOf(findings);
    }

    private static StepFinding finding(
            ScheduledStep planned, @Nullable StepStarted begun, @Nullable StepDone done, @Nullable StepFailed failed) {
        Interval taken = begun == null || done == null ? null : new Interval(begun.atNanos(), done.atNanos());
        return new StepFinding(
                planned.id(),
                planned.step(),
                taken,
                done != null ? done.answer() : failed != null ? failed.reason() : "it was never taken");
    }

    /** Steps that did not succeed, or did not begin in the situation that they were to wait for. */
    static List<String> notDone(Evidence evidence) {
        return of(evidence).stream()
                .flatMap(s -> notDone(s, planned(evidence, s), evidence.history()).stream())
                .toList();
    }

    private static ScheduledStep planned(Evidence evidence, StepFinding step) {
        return evidence.schedule().steps().stream()
                .filter(p -> p.id().equals(step.id()))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<String> notDone(StepFinding step, ScheduledStep planned, History history) {
        String what = step.id() + " (" + step.step().describe() + ") ";
        Trigger after = planned.after();
        Interval taken = step.taken();
        if (taken == null) {
            boolean begun = history.of(StepStarted.class).anyMatch(s -> s.step().equals(step.id()));
            return Optional.of(what + "did not succeed: " + step.answer()
                    + (after == null || begun
                            ? ""
                            : Triggers.whyNever(history, new Lookout(planned.id(), planned.at(), after))));
        }
        Optional<String> without = withoutEffect(step.step(), history);
        if (without.isPresent()) {
            return without.map(what::concat);
        }
        return after == null
                ? Optional.empty()
                : new Triggers(history)
                        .mistimed(after, Interval.at(taken.fromNanos()))
                        .map(what::concat);
    }

    /** Why a step that succeeded changed nothing: no Sentinel that was to end itself is seen to have done so. */
    private static Optional<String> withoutEffect(Step step, History history) {
        if (!(step instanceof Step.SimulateFailure simulate) || simulate.form() == SimulatedFailure.NONE) {
            return Optional.empty();
        }
        boolean ended = history.of(ProcessEnded.class)
                .anyMatch(e -> e.exitCode() == SimulatedFailure.EXIT_CODE
                        && simulate.sentinels().contains(e.node()));
        return ended
                ? Optional.empty()
                : Optional.of("had no effect: none of them ended with exit code " + SimulatedFailure.EXIT_CODE);
    }

    /** The moment of the first step of that kind after another moment, once it was done. */
    static @Nullable Interval after(Evidence evidence, long nanos, Step wanted) {
        return of(evidence).stream()
                .filter(s -> s.step().equals(wanted))
                .map(StepFinding::taken)
                .filter(t -> t != null && t.fromNanos() >= nanos)
                .findFirst()
                .orElse(null);
    }
}
