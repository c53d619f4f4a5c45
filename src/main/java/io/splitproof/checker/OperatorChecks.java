package io.splitproof.checker;

import io.splitproof.fault.Step;
import io.splitproof.history.Event.RoleSeen;
import io.splitproof.history.Event.StepRefused;
import io.splitproof.history.Phase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether what an operator did, or was kept from, came out as it should. */
record OperatorChecks(Case run) {
    /** True if somebody promises that an operator is stopped: then it is no failure of the run. */
    static boolean isRefusalPromised(List<Objective> objectives, @Nullable Claim claim) {
        Stream<Objective> claimed =
                claim == null ? Stream.of() : Stream.concat(claim.confirmedIf().stream(), claim.boundedIf().stream());
        return Stream.concat(objectives.stream(), claimed).anyMatch(Objective.RefusedBeforeChange.class::isInstance);
    }

    Measure noLateWrites() {
        List<Switchover> switchovers = run.episodes().stream()
                .flatMap(e -> e.failover().switchovers().stream())
                .toList();
        var late = new LinkedHashMap<String, Long>();
        switchovers.forEach(s -> {
            long writes = lateWrites(s.asked(), s.oldPrimary()::equals);
            late.put(words(s.oldPrimary(), writes, s.newPrimary() + " was promoted", s.asked()), writes);
        });
        imports().forEach(s -> {
            Interval taken = Objects.requireNonNull(s.taken());
            long writes = lateWrites(taken, run.evidence().topology()::isOutside);
            late.put(words("the group outside the Cluster", writes, "its data had been imported", taken), writes);
        });
        if (late.isEmpty()) {
            return Measure.unknown("no operator promoted anybody, or imported anything");
        }
        String words = String.join("; ", late.keySet());
        return late.values().stream().allMatch(n -> n == 0) ? Measure.held(words) : Measure.violated(words);
    }

    private static String words(String old, long late, String what, Interval done) {
        return old + " acknowledged " + Words.count(late, "write") + " that began after " + what + " at "
                + Words.moment(done.toNanos());
    }

    private Stream<StepFinding> imports() {
        return run.findings().steps().stream().filter(s -> s.step() instanceof Step.Import && s.taken() != null);
    }

    private long lateWrites(Interval done, Predicate<String> byWhom) {
        return run.attempts().byEnd().stream()
                .filter(a -> a.isWrite() && a.ok())
                .filter(a -> a.startNanos() > done.toNanos())
                .filter(a -> a.node().filter(byWhom).isPresent())
                .count();
    }

    Measure refusedBeforeChange(String because) {
        StepRefused refused = run.evidence().history().first(StepRefused.class).orElse(null);
        if (refused == null) {
            return Measure.violated("no step was refused");
        }
        String words =
                "at " + Words.moment(refused.atNanos()) + " " + refused.step() + " was refused: " + refused.reason();
        if (!refused.reason().contains(because)) {
            return Measure.violated(words + ". The reason should name " + because);
        }
        Optional<String> change = changeBefore(refused).or(this::changeOfRoles);
        return change.map(c -> Measure.violated(words + ". But " + c))
                .orElseGet(() -> Measure.held(words + ". Nobody's role changed, and no step had changed anything"));
    }

    private Optional<String> changeBefore(StepRefused refused) {
        return run.findings().steps().stream()
                .filter(s -> s.taken() != null && !changesNoServer(s.step()))
                .filter(s -> !s.id().equals(refused.step()))
                .map(s -> s.id() + " (" + s.step().describe() + ") was done")
                .findFirst();
    }

    /** A node that is started is new, and changes nothing of the others; a client that is pointed changes itself. */
    private static boolean changesNoServer(Step step) {
        return step instanceof Step.MayReplicate
                || step instanceof Step.Await
                || step instanceof Step.Observe
                || step instanceof Step.Start
                || step instanceof Step.Point;
    }

    private Optional<String> changeOfRoles() {
        Map<String, RoleSeen> first = new LinkedHashMap<>();
        long from = run.evidence().history().startOf(Phase.CONTROL).orElse(0L);
        long to = run.evidence().history().startOf(Phase.HEAL).orElse(Long.MAX_VALUE);
        return run.evidence()
                .history()
                .of(RoleSeen.class)
                .filter(r ->
                        r.atNanos() >= from && r.atNanos() < to && !r.role().equals("unreachable"))
                .filter(r -> differs(first.putIfAbsent(r.node(), r), r))
                .map(r -> r.node() + " became " + r.role() + " at " + Words.moment(r.atNanos()))
                .findFirst();
    }

    private static boolean differs(@Nullable RoleSeen before, RoleSeen now) {
        return before != null && !(before.role().equals(now.role()) && Objects.equals(before.primary(), now.primary()));
    }
}
