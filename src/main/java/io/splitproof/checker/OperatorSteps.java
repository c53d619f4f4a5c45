package io.splitproof.checker;

import io.splitproof.fault.ScheduledStep;
import io.splitproof.fault.SimulatedFailure;
import io.splitproof.fault.Step;
import io.splitproof.fault.Trigger;
import io.splitproof.history.Event.ProcessEnded;
import io.splitproof.history.Event.StepDone;
import io.splitproof.history.Event.StepFailed;
import io.splitproof.history.Event.StepRefused;
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
        Map<String, String> failed = new LinkedHashMap<>();
        evidence.history().of(StepStarted.class).forEach(s -> started.putIfAbsent(s.step(), s));
        evidence.history().of(StepDone.class).forEach(s -> done.putIfAbsent(s.step(), s));
        evidence.history().of(StepFailed.class).forEach(s -> failed.putIfAbsent(s.step(), s.reason()));
        evidence.history().of(StepRefused.class).forEach(s -> failed.putIfAbsent(s.step(), s.reason()));
        var findings = new ArrayList<StepFinding>();
        for (ScheduledStep planned : evidence.schedule().steps()) {
            findings.add(finding(planned, started.get(planned.id()), done.get(planned.id()), failed.get(planned.id())));
        }
        return List.copyOf(findings);
    }

    private static StepFinding finding(
            ScheduledStep planned, @Nullable StepStarted begun, @Nullable StepDone done, @Nullable String failed) {
        Interval taken = begun == null || done == null ? null : new Interval(begun.atNanos(), done.atNanos());
        return new StepFinding(
                planned.id(),
                planned.step(),
                taken,
                done != null ? done.answer() : failed != null ? failed : "it was never taken");
    }

    /** Steps that did not succeed, or did not begin in the situation that they were to wait for. */
    static List<String> notDone(Evidence evidence, boolean refusalPromised) {
        return of(evidence).stream()
                .filter(s -> !refusalPromised || !isLeftOut(s, evidence.history()))
                .flatMap(s -> notDone(s, planned(evidence, s), evidence.history()).stream())
                .toList();
    }

    /** True of a step that was refused, and of those that were not begun for that reason. */
    private static boolean isLeftOut(StepFinding step, History history) {
        boolean refused = history.of(StepRefused.class).findAny().isPresent();
        boolean begun = history.of(StepStarted.class).anyMatch(s -> s.step().equals(step.id()));
        boolean itself = history.of(StepRefused.class).anyMatch(r -> r.step().equals(step.id()));
        return refused && (itself || !begun);
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

    /** True if a step that ends that node for good had begun by that moment. */
    static boolean retired(Evidence evidence, String node, long nanos) {
        return evidence.schedule().steps().stream()
                .filter(s -> s.step() instanceof Step.Retire r && r.nodes().contains(node))
                .anyMatch(s -> evidence.history()
                        .of(StepStarted.class)
                        .anyMatch(b -> b.step().equals(s.id()) && b.atNanos() <= nanos));
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
