package io.splitproof.checker;

import io.splitproof.checker.Assumption.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The assumptions of one run, all of them judged. */
public record Assumptions(List<Assumption> all) {
    /** What every verdict needs. */
    private static final Set<Kind> ALWAYS = Set.of(
            Kind.WELL_FORMED,
            Kind.COMPLETE,
            Kind.HEALTHY_BEFORE,
            Kind.STEPS,
            Kind.FAULTS_APPLIED,
            Kind.INJECTOR,
            Kind.CLOCKS);

    public Assumptions {
        all = List.copyOf(all);
    }

    /** @param refusalPromised whether an operator is meant to be stopped, so that steps after a refusal are not missing */
    static Assumptions of(
            Evidence evidence, Attempts attempts, Finding<List<Authority>> authorities, boolean refusalPromised) {
        var soundness = new Soundness(evidence, attempts);
        if (evidence.literal() != null) {
            return ofLiteral(soundness);
        }
        var health = new ControlWindow(evidence, attempts);
        var faults = new FaultSteps(evidence);
        var ending = new Ending(evidence, authorities);
        var all = new ArrayList<Assumption>();
        all.add(judged(Kind.WELL_FORMED, soundness.problems()));
        all.add(judged(Kind.COMPLETE, soundness.missing()));
        all.add(judged(Kind.HEALTHY_BEFORE, health.problems()));
        if (!evidence.schedule().steps().isEmpty()) {
            all.add(judged(Kind.STEPS, OperatorSteps.notDone(evidence, refusalPromised)));
        }
        all.add(judged(Kind.FAULTS_APPLIED, faults.notApplied()));
        all.add(judged(Kind.INJECTOR, faults.injectorFailures()));
        all.add(judged(Kind.CLOCKS, soundness.wrongClocks()));
        all.add(judged(Kind.OBSERVED, faults.observationGaps()));
        all.add(judged(Kind.HEALED, faults.notHealed()));
        all.add(judged(Kind.CONVERGED, ending.notConverged()));
        all.add(judged(Kind.FINAL_READS, ending.notRead()));
        return new Assumptions(all);
    }

    /** Of a run without boxes: nothing is broken on purpose, so that nothing has to be proven or healed. */
    private static Assumptions ofLiteral(Soundness soundness) {
        return new Assumptions(List.of(
                judged(Kind.WELL_FORMED, soundness.problems()),
                judged(Kind.COMPLETE, soundness.missingOfLiteral()),
                judged(Kind.CLOCKS, soundness.wrongClocks())));
    }

    private static Assumption judged(Kind kind, List<String> problems) {
        if (problems.isEmpty()) {
            return new Assumption(kind, true, "yes");
        }
        String more = problems.size() > 3 ? " and " + (problems.size() - 3) + " more" : "";
        return new Assumption(kind, false, String.join("; ", problems.subList(0, Math.min(3, problems.size()))) + more);
    }

    /** The first assumption that failed and that a verdict with these further needs stands on. */
    Optional<Assumption> failedFor(Set<Kind> needs) {
        return failed().filter(a -> ALWAYS.contains(a.kind()) || needs.contains(a.kind()))
                .findFirst();
    }

    public Stream<Assumption> failed() {
        return all.stream().filter(a -> !a.holds());
    }
}
