package io.splitproof.checker;

import io.splitproof.fault.Step;
import io.splitproof.forecast.Promotion;
import io.splitproof.history.Event.RoleSeen;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an operator's other steps make of a promotion by hand. */
record Promotions(Evidence evidence, Episode episode) {
    Promotion of(Switchover switchover) {
        return new Promotion(
                switchover.newPrimary(),
                episode.since(switchover.asked().fromNanos()),
                oldStopped(switchover),
                givenUp(switchover),
                isEmpty(switchover));
    }

    private @Nullable Duration oldStopped(Switchover switchover) {
        Interval refused = refusing(switchover.oldPrimary(), switchover.asked().fromNanos());
        return since(refused != null ? refused : after(switchover, s -> stops(s, switchover.oldPrimary())));
    }

    /** Null where another node had been promoted from it before: then its data live on. */
    private @Nullable Duration givenUp(Switchover switchover) {
        Interval given = after(switchover, s -> gives(s, switchover.newPrimary()));
        Interval next =
                after(switchover, s -> s instanceof Step.Promote p && !p.node().equals(switchover.newPrimary()));
        boolean livesOn = given != null && next != null && next.fromNanos() < given.fromNanos();
        return livesOn ? null : since(given);
    }

    private @Nullable Duration since(@Nullable Interval step) {
        return step == null ? null : episode.since(step.toNanos());
    }

    private @Nullable Interval after(Switchover switchover, Predicate<Step> wanted) {
        return done().filter(s -> wanted.test(s.step()))
                .map(s -> Objects.requireNonNull(s.taken()))
                .filter(t -> t.fromNanos() >= switchover.asked().fromNanos())
                .findFirst()
                .orElse(null);
    }

    /** The step that lets that node refuse writes, if none before that moment has taken it back. */
    private @Nullable Interval refusing(String node, long nanos) {
        List<StepFinding> own = done().filter(s ->
                        s.step().equals(new Step.StopWrites(node)) || s.step().equals(new Step.ResumeWrites(node)))
                .filter(s -> Objects.requireNonNull(s.taken()).toNanos() <= nanos)
                .toList();
        StepFinding last = own.isEmpty() ? null : own.get(own.size() - 1);
        return last != null && last.step() instanceof Step.StopWrites ? last.taken() : null;
    }

    private Stream<StepFinding> done() {
        return OperatorSteps.of(evidence).stream().filter(s -> s.taken() != null);
    }

    private static boolean stops(Step step, String node) {
        return step.equals(new Step.StopWrites(node)) || gives(step, node);
    }

    private static boolean gives(Step step, String node) {
        return (step instanceof Step.Replicate r && r.node().equals(node))
                || (step instanceof Step.Retire t && t.nodes().contains(node));
    }

    /** A node that was made a replica by hand, and that nobody saw in sync since: neither a poll nor an operator. */
    private boolean isEmpty(Switchover switchover) {
        String node = switchover.newPrimary();
        long promoted = switchover.asked().fromNanos();
        boolean joined = before(promoted)
                .anyMatch(s -> s instanceof Step.Replicate r && r.node().equals(node));
        boolean awaited = before(promoted)
                .anyMatch(s -> s instanceof Step.Await a && a.node().equals(node) && a.caughtUpWith() != null);
        boolean seen = evidence.history()
                .of(RoleSeen.class)
                .filter(r -> r.node().equals(node) && r.atNanos() < promoted)
                .anyMatch(r -> "connected".equals(r.link()));
        return joined && !awaited && !seen && comesUpAlone(node);
    }

    private Stream<Step> before(long nanos) {
        return done().filter(s -> Objects.requireNonNull(s.taken()).toNanos() <= nanos)
                .map(StepFinding::step);
    }

    private boolean comesUpAlone(String node) {
        return evidence.topology()
                        .findNode(node)
                        .filter(n -> n.replicaOf() == null)
                        .isPresent()
                && evidence.topology().groups().stream()
                        .noneMatch(g -> g.primary().equals(node));
    }
}
