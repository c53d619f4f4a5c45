package io.splitproof.checker;

import io.splitproof.fault.SimulatedFailure;
import io.splitproof.fault.Step;
import io.splitproof.forecast.Circumstances;
import io.splitproof.forecast.Circumstances.Asked;
import io.splitproof.forecast.Circumstances.Crash;
import io.splitproof.forecast.Circumstances.Reinstated;
import io.splitproof.forecast.Handover;
import io.splitproof.history.Event.ObservationGap;
import io.splitproof.history.Event.ProcessEnded;
import io.splitproof.history.Event.RoleSeen;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what else decided the failover of an episode besides faults. */
record Surroundings(Evidence evidence, Episode episode) {
    Circumstances find() {
        return new Circumstances(
                asked().orElse(null),
                crash().orElse(null),
                inFullSync(false),
                inFullSync(true),
                handovers(),
                reinstated().orElse(null),
                primaries(),
                retired(),
                monitored(),
                Imports.of(evidence, episode).orElse(null));
    }

    /** What the last {@code monitor} step of each Sentinel names, if all of them have one and nothing failed over since. */
    private @Nullable String monitored() {
        Map<String, String> told = new HashMap<>();
        long last = 0;
        for (StepFinding step : OperatorSteps.of(evidence)) {
            Interval taken = step.taken();
            if (step.step() instanceof Step.Monitor m
                    && taken != null
                    && taken.toNanos() < episode.fault().fromNanos()) {
                told.put(m.sentinel(), m.primary());
                last = taken.toNanos();
            }
        }
        Set<String> named = Set.copyOf(told.values());
        boolean all = !told.isEmpty()
                && told.size() == evidence.topology().sentinels().size();
        return all && named.size() == 1 && !failedOver(last, episode.fault().fromNanos())
                ? named.iterator().next()
                : null;
    }

    private boolean failedOver(long from, long to) {
        return SentinelMessage.all(evidence.history()).stream()
                .anyMatch(m -> m.is("+switch-master") && m.atNanos() >= from && m.atNanos() < to);
    }

    private List<String> retired() {
        return OperatorSteps.of(evidence).stream()
                .filter(s -> endedBy(s.taken(), episode.fault().fromNanos()))
                .flatMap(s -> s.step() instanceof Step.Retire r ? r.nodes().stream() : Stream.empty())
                .toList();
    }

    /** The node that a step lets take writes again, after another one had been promoted before the fault. */
    private Optional<Reinstated> reinstated() {
        Optional<StepFinding> promoted = OperatorSteps.of(evidence).stream()
                .filter(s -> s.step() instanceof Step.Promote)
                .filter(s -> endedBy(s.taken(), episode.fault().fromNanos()))
                .reduce((first, last) -> last);
        return OperatorSteps.of(evidence).stream()
                .filter(s -> s.step() instanceof Step.ResumeWrites && s.beganIn(episode))
                .map(s -> ((Step.ResumeWrites) s.step()).node())
                .findFirst()
                .flatMap(node -> promoted.map(p -> new Reinstated(
                        node,
                        episode.since(Objects.requireNonNull(p.taken()).fromNanos())
                                .negated())));
    }

    private static boolean endedBy(@Nullable Interval taken, long nanos) {
        return taken != null && taken.toNanos() < nanos;
    }

    private List<Handover> handovers() {
        return OperatorSteps.of(evidence).stream()
                .filter(s -> s.beganIn(episode))
                .flatMap(s -> s.step() instanceof Step.ClusterFailover f ? handover(s, f) : Stream.empty())
                .toList();
    }

    private Stream<Handover> handover(StepFinding step, Step.ClusterFailover asked) {
        Interval taken = step.taken();
        return taken == null
                ? Stream.empty()
                : Stream.of(new Handover(asked.mode(), asked.node(), episode.since(taken.fromNanos())));
    }

    private Map<String, String> primaries() {
        return evidence.topology().isCluster()
                ? new ClusterViews(evidence).primariesAt(episode.fault().fromNanos())
                : Map.of();
    }

    private Optional<Asked> asked() {
        return OperatorSteps.of(evidence).stream()
                .filter(s -> s.beganIn(episode))
                .flatMap(s -> s.step() instanceof Step.Failover
                        ? Stream.of(Asked.FORCED)
                        : s.step() instanceof Step.CoordinatedFailover ? Stream.of(Asked.COORDINATED) : Stream.empty())
                .findFirst();
    }

    /** The Sentinel that has ended itself, where steps had told it and others to. */
    private Optional<Crash> crash() {
        return evidence.history()
                .of(ProcessEnded.class)
                .filter(e -> e.exitCode() == SimulatedFailure.EXIT_CODE && wentIn(e.node()))
                .flatMap(e -> form(e.node()).map(form -> new Crash(form, e.node())).stream())
                .findFirst();
    }

    /** When it ended is told by its messages, which ended then too. */
    private boolean wentIn(String sentinel) {
        return evidence.history()
                .of(ObservationGap.class)
                .anyMatch(g -> g.open() && g.node().equals(sentinel) && episode.contains(g.atNanos()));
    }

    private Optional<SimulatedFailure> form(String sentinel) {
        return OperatorSteps.of(evidence).stream()
                .filter(s -> s.taken() != null && s.taken().fromNanos() < episode.endNanos())
                .flatMap(s -> s.step() instanceof Step.SimulateFailure f ? Stream.of(f) : Stream.empty())
                .filter(f -> f.sentinels().contains(sentinel) && f.form() != SimulatedFailure.NONE)
                .map(Step.SimulateFailure::form)
                .reduce((first, last) -> last);
    }

    /** Replicas that were in a full resync when the fault came, and had been in sync before or not. */
    private List<String> inFullSync(boolean again) {
        return evidence.topology().redisNodes().stream()
                .map(n -> n.name())
                .filter(name -> Optional.ofNullable(lastRole(name))
                        .filter(RoleSeen::isInFullSync)
                        .isPresent())
                .filter(name -> again == rolesOf(name).anyMatch(Surroundings::hasData))
                .toList();
    }

    private @Nullable RoleSeen lastRole(String node) {
        return rolesOf(node).reduce((a, b) -> b).orElse(null);
    }

    private Stream<RoleSeen> rolesOf(String node) {
        return evidence.history()
                .of(RoleSeen.class)
                .filter(r -> r.node().equals(node) && r.atNanos() < episode.atNanos());
    }

    private static boolean hasData(RoleSeen seen) {
        return seen.role().equals("master") || "connected".equals(seen.link());
    }
}
