package io.splitproof.store;

import io.splitproof.fault.CrashFlavour;
import io.splitproof.fault.Fault;
import io.splitproof.fault.Target;
import io.splitproof.fault.Way;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which links, nodes and clocks a fault holds while it lasts, as far as names tell.
 *
 * <p>A role may be another node by the time of its fault, so targets by role hold nothing here.
 */
final class Reach {
    private final Names names;

    Reach(Names names) {
        this.names = names;
    }

    /** Links as {@code link box-1 -> box-2}, nodes by name, and clocks as {@code the clock of redis-1}. */
    Set<String> of(Fault fault) {
        if (fault instanceof Fault.Partition partition) {
            return acrossGroups(partition.groups());
        }
        if (fault.slows().isPresent()) {
            return on(fault.slows().get());
        }
        if (fault instanceof Fault.Isolate isolate) {
            return around(isolate.box());
        }
        if (fault instanceof Fault.OneWayCut cut) {
            return link(cut.from(), cut.to());
        }
        if (fault instanceof Fault.ReplyLoss loss) {
            return link(loss.to(), loss.from());
        }
        if (fault instanceof Fault.Kill kill) {
            return nodes(kill.targets(), kill.flavour());
        }
        if (fault instanceof Fault.Stop stop) {
            return nodes(stop.targets(), CrashFlavour.PROCESS);
        }
        if (fault instanceof Fault.Pause pause) {
            return nodes(pause.targets(), CrashFlavour.PROCESS);
        }
        if (fault instanceof Fault.Restart restart) {
            return nodes(restart.targets(), CrashFlavour.PROCESS);
        }
        if (fault instanceof Fault.ClockJump jump) {
            return clocks(jump.targets());
        }
        if (fault instanceof Fault.ClockDrift drift) {
            return clocks(drift.targets());
        }
        throw new AssertionError("unhandled fault " + fault);
    }

    private static Set<String> acrossGroups(List<Set<String>> groups) {
        var links = new HashSet<String>();
        for (Set<String> group : groups) {
            for (Set<String> other : groups) {
                if (group != other) {
                    group.forEach(from -> other.forEach(to -> links.add(link(from, to))));
                }
            }
        }
        return links;
    }

    private Set<String> on(Way way) {
        if (way instanceof Way.OneWay oneWay) {
            return link(oneWay.from(), oneWay.to());
        }
        return around(((Way.Around) way).box());
    }

    private Set<String> around(Target target) {
        if (Names.isRole(target.name())) {
            return Set.of();
        }
        String box = target.name();
        var links = new HashSet<String>();
        for (String other : names.allBoxes()) {
            links.add(link(box, other));
            links.add(link(other, box));
        }
        return links;
    }

    private Set<String> nodes(List<Target> targets, CrashFlavour flavour) {
        var held = new HashSet<String>();
        for (Target target : targets) {
            if (!Names.isRole(target.name())) {
                held.add(target.name());
            }
            if (flavour == CrashFlavour.HOST) {
                String box = names.node(target.name()).map(Names.Named::box).orElse(target.name());
                names.nodes().stream().filter(n -> n.box().equals(box)).forEach(n -> held.add(n.name()));
            }
        }
        return held;
    }

    private Set<String> clocks(List<Target> targets) {
        return nodes(targets, CrashFlavour.PROCESS).stream()
                .map(node -> "the clock of " + node)
                .collect(Collectors.toSet());
    }

    private static Set<String> link(Target from, Target to) {
        boolean byRole = Names.isRole(from.name()) || Names.isRole(to.name());
        return byRole ? Set.of() : Set.of(link(from.name(), to.name()));
    }

    private static String link(String from, String to) {
        return "link " + from + " -> " + to;
    }
}
