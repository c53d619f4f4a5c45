package io.splitproof.checker;

import io.splitproof.fault.Fault;
import io.splitproof.fault.ScheduledFault;
import io.splitproof.fault.SimulatedFailure;
import io.splitproof.fault.Trigger;
import io.splitproof.history.Event;
import io.splitproof.history.Event.BackedUp;
import io.splitproof.history.Event.FaultApplied;
import io.splitproof.history.Event.FaultDoubted;
import io.splitproof.history.Event.FaultProven;
import io.splitproof.history.Event.FaultStarted;
import io.splitproof.history.Event.HealApplied;
import io.splitproof.history.Event.HealDoubted;
import io.splitproof.history.Event.InjectorFailed;
import io.splitproof.history.Event.ObservationGap;
import io.splitproof.history.Event.ProcessEnded;
import io.splitproof.history.History;
import io.splitproof.history.Lookout;
import io.splitproof.history.Phase;
import io.splitproof.topology.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Whether each scheduled fault was applied, took effect, and was healed, and whether anybody was watching. */
final class FaultSteps {
    private final Evidence evidence;
    private final History history;

    FaultSteps(Evidence evidence) {
        this.evidence = evidence;
        this.history = evidence.history();
    }

    List<String> notApplied() {
        var problems = new ArrayList<String>();
        for (ScheduledFault planned : evidence.schedule().faults()) {
            List<FaultStarted> started = history.of(FaultStarted.class)
                    .filter(s -> s.fault().equals(planned.id()))
                    .toList();
            if (started.isEmpty()) {
                problems.add(neverStarted(planned));
            } else if (started.get(0).resolved().isEmpty()) {
                problems.add(planned.id() + " (" + planned.describe() + ") resolved to nothing");
            } else if (!has(FaultApplied.class, FaultApplied::fault, planned.id())) {
                problems.add(planned.id() + " was started and never reported as applied");
            } else if (!has(FaultProven.class, FaultProven::fault, planned.id())) {
                problems.add(planned.id() + " was not shown to have taken effect");
            } else {
                mistimed(planned).ifPresent(problems::add);
            }
        }
        evidence.schedule().backups().stream()
                .filter(b ->
                        history.of(BackedUp.class).noneMatch(done -> done.node().equals(b.node())))
                .forEach(b -> problems.add("the backup of " + b.node() + " was not taken"));
        history.of(FaultDoubted.class).forEach(d -> problems.add(d.fault() + " is doubted: " + d.reason()));
        return problems;
    }

    /** Why a fault did not begin in the situation that it was to wait for. */
    private Optional<String> mistimed(ScheduledFault planned) {
        Trigger after = planned.after();
        if (after == null) {
            return Optional.empty();
        }
        FaultApplied applied = history.of(FaultApplied.class)
                .filter(a -> a.fault().equals(planned.id()))
                .findFirst()
                .orElseThrow();
        return new Triggers(history)
                .mistimed(after, new Interval(applied.firstNanos(), applied.lastNanos()))
                .map(why -> planned.id() + " (" + planned.describe() + ") " + why);
    }

    private String neverStarted(ScheduledFault planned) {
        String what = planned.id() + " (" + planned.describe() + ") was never started";
        Trigger after = planned.after();
        return after == null ? what : what + Triggers.whyNever(history, new Lookout(planned.id(), planned.at(), after));
    }

    List<String> notHealed() {
        var problems = new ArrayList<String>();
        for (ScheduledFault planned : evidence.schedule().faults()) {
            if (isHealed(planned) && !has(HealApplied.class, HealApplied::fault, planned.id())) {
                problems.add(planned.id() + " (" + planned.describe() + ") was never healed");
            }
        }
        history.of(HealDoubted.class)
                .forEach(d -> problems.add("the heal of " + d.fault() + " is doubted: " + d.reason()));
        return problems;
    }

    /** Links, pauses and drifts are always healed; crashes and jumps only if the schedule says for how long. */
    private static boolean isHealed(ScheduledFault planned) {
        Fault fault = planned.fault();
        return !(fault instanceof Fault.Restart)
                && (fault.hitsLinks()
                        || fault instanceof Fault.Pause
                        || fault instanceof Fault.ClockDrift
                        || planned.lasts() != null);
    }

    List<String> injectorFailures() {
        return history.of(InjectorFailed.class)
                .map(f -> "the injector of " + f.box() + " failed at " + Words.moment(f.atNanos()) + ": " + f.detail())
                .toList();
    }

    /** Gaps from the start of the load to the heal, of nodes that no fault took away. */
    List<String> observationGaps() {
        long from = history.startOf(Phase.CONTROL).orElse(0L);
        long to = history.startOf(Phase.HEAL).orElse(Long.MAX_VALUE);
        return history.of(ObservationGap.class)
                .filter(g -> g.open() && g.atNanos() >= from && g.atNanos() < to)
                .filter(g -> !takenAway(g))
                .map(g -> g.node() + " was not observed from " + Words.moment(g.atNanos()) + " on: " + g.reason())
                .toList();
    }

    private boolean takenAway(ObservationGap gap) {
        if (history.of(ProcessEnded.class)
                .anyMatch(e -> e.node().equals(gap.node()) && e.exitCode() == SimulatedFailure.EXIT_CODE)) {
            return true;
        }
        if (OperatorSteps.retired(evidence, gap.node(), gap.atNanos())) {
            return true;
        }
        String box = evidence.topology().findNode(gap.node()).map(Node::box).orElse("");
        return history.of(FaultStarted.class)
                .filter(s -> s.atNanos() <= gap.atNanos())
                .filter(s -> takesProcesses(evidence.schedule().fault(s.fault()).fault()))
                .anyMatch(s -> s.resolved().contains(gap.node()) || s.resolved().contains(box) || sharesBox(s, box));
    }

    private static boolean takesProcesses(Fault fault) {
        return !fault.hitsLinks() && !fault.changesClocks();
    }

    /** A host crash may be recorded by its node; everything in that node's box goes with it. */
    private boolean sharesBox(FaultStarted started, String box) {
        return started.resolved().stream()
                .flatMap(name -> evidence.topology().findNode(name).stream())
                .anyMatch(n -> n.box().equals(box));
    }

    private <E extends Event> boolean has(Class<E> kind, Function<E, String> fault, String id) {
        return history.of(kind).anyMatch(e -> fault.apply(e).equals(id));
    }
}
