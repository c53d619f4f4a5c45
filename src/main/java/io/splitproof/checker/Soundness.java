package io.splitproof.checker;

import io.splitproof.history.Event.Aborted;
import io.splitproof.history.Event.ClockRead;
import io.splitproof.history.Event.PhaseStarted;
import io.splitproof.history.Phase;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** Whether a history can be judged at all. */
record Soundness(Evidence evidence, Attempts attempts) {
    List<String> problems() {
        var problems = new ArrayList<>(attempts.problems());
        Phase before = null;
        for (PhaseStarted started : evidence.history().of(PhaseStarted.class).toList()) {
            if (before != null && started.phase().compareTo(before) <= 0) {
                problems.add("phase " + started.phase() + " starts at " + Words.moment(started.atNanos()) + " after "
                        + before);
            }
            before = started.phase();
        }
        return problems;
    }

    /** Clocks that were off by more than a Sentinel's tick and a stall explain; none on nodes in the machine's time. */
    List<String> wrongClocks() {
        return evidence.history()
                .of(ClockRead.class)
                .filter(ClockRead::tooFarOff)
                .map(c -> "the clock of " + c.node() + " was off by " + Words.seconds(c.errorNanos()) + " at "
                        + Words.moment(c.atNanos()))
                .toList();
    }

    /** The same of a run that tries a document's files: it has no phases between the first and the last. */
    List<String> missingOfLiteral() {
        List<String> missing = endedEarly();
        if (evidence.history().startOf(Phase.END).isEmpty()) {
            missing.add("the history has no phase " + Phase.END);
        }
        return missing;
    }

    private List<String> endedEarly() {
        var early = new ArrayList<String>();
        evidence.history()
                .of(Aborted.class)
                .forEach(a -> early.add("the run was ended early at " + Words.moment(a.atNanos()) + ": " + a.reason()));
        return early;
    }

    List<String> missing() {
        List<String> missing = endedEarly();
        var phases = EnumSet.allOf(Phase.class);
        // What waits for events may never begin; that it did not is told of each by name.
        if (evidence.schedule().faults().stream().allMatch(f -> f.after() != null)
                && evidence.schedule().steps().stream().allMatch(s -> s.after() != null)) {
            phases.remove(Phase.FAULTS);
        }
        evidence.history().of(PhaseStarted.class).forEach(p -> phases.remove(p.phase()));
        if (!phases.isEmpty()) {
            missing.add("the history has no phase " + phases.iterator().next());
        }
        return missing;
    }
}
