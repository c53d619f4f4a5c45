package io.splitproof.checker;

import io.splitproof.fault.ScheduledStep;
import io.splitproof.fault.Step;
import io.splitproof.history.Event.StepDone;
import io.splitproof.history.Event.StepFailed;
import io.splitproof.history.Event.StepStarted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    static List<String> notDone(List<StepFinding> steps) {
        return steps.stream()
                .filter(s -> s.taken() == null)
                .map(s -> s.id() + " (" + s.step().describe() + ") did not succeed: " + s.answer())
                .toList();
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
