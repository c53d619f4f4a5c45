package io.splitproof.nemesis;

import io.splitproof.fault.CrashFlavour;
import io.splitproof.fault.Fault;
import io.splitproof.fault.ScheduledFault;
import io.splitproof.fault.Target;
import io.splitproof.fault.Way;
import io.splitproof.topology.Link;
import io.splitproof.topology.Node;
import io.splitproof.topology.Topology;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A fault whose targets have been looked up. A node that two targets name is hit once.
 *
 * @param nodes the processes that it hits, or whose clocks it changes
 * @param links the directed links that it cuts
 * @param names what its targets are, for the record
 */
record Resolved(ScheduledFault planned, List<Node> nodes, Set<Link> links, List<String> names) {
    /** Looks up targets now. Empty if one of them is nothing at this moment. */
    static Optional<Resolved> of(ScheduledFault planned, Topology topology, Roles roles) {
        return new Resolver(topology, roles).resolve(planned);
    }

    Fault fault() {
        return planned.fault();
    }

    private record Resolver(Topology topology, Roles roles) {
        Optional<Resolved> resolve(ScheduledFault planned) {
            Fault fault = planned.fault();
            if (fault instanceof Fault.Partition partition) {
                return Optional.of(links(planned, between(partition.groups())));
            } else if (fault instanceof Fault.Isolate isolate) {
                return box(isolate.box()).map(b -> links(planned, around(b)));
            } else if (fault instanceof Fault.OneWayCut cut) {
                return pair(cut.from(), cut.to()).map(link -> links(planned, Set.of(link)));
            } else if (fault.slows().isPresent()) {
                return slowed(planned, fault.slows().get());
            } else if (fault instanceof Fault.ReplyLoss loss) {
                return pair(loss.from(), loss.to())
                        .map(link -> new Resolved(
                                planned, List.of(), Set.of(link.reversed()), List.of(link.from(), link.to())));
            } else if (fault instanceof Fault.Kill kill) {
                return kill.flavour() == CrashFlavour.HOST
                        ? boxes(planned, kill.targets())
                        : processes(planned, kill.targets());
            } else if (fault instanceof Fault.Stop stop) {
                return processes(planned, stop.targets());
            } else if (fault instanceof Fault.Pause pause) {
                return processes(planned, pause.targets());
            } else if (fault instanceof Fault.Restart restart) {
                return processes(planned, restart.targets());
            } else if (fault instanceof Fault.ClockJump jump) {
                return processes(planned, jump.targets());
            } else if (fault instanceof Fault.ClockDrift drift) {
                return processes(planned, drift.targets());
            }
            throw new AssertionError("unhandled fault " + fault);
        }

        private Optional<Resolved> slowed(ScheduledFault planned, Way way) {
            if (way instanceof Way.OneWay oneWay) {
                return pair(oneWay.from(), oneWay.to()).map(link -> links(planned, Set.of(link)));
            }
            return box(((Way.Around) way).box()).map(b -> links(planned, around(b)));
        }

        private static Resolved links(ScheduledFault planned, Set<Link> links) {
            return new Resolved(planned, List.of(), links, names(links));
        }

        private static List<String> names(Set<Link> links) {
            var names = new LinkedHashSet<String>();
            links.forEach(l -> {
                names.add(l.from());
                names.add(l.to());
            });
            return names.stream().sorted().toList();
        }

        private Set<Link> between(List<Set<String>> groups) {
            var cut = new LinkedHashSet<Link>();
            for (Link link : topology.links()) {
                Optional<Set<String>> from = groupOf(groups, link.from());
                Optional<Set<String>> to = groupOf(groups, link.to());
                if (from.isPresent() && to.isPresent() && !from.get().equals(to.get())) {
                    cut.add(link);
                }
            }
            return cut;
        }

        private static Optional<Set<String>> groupOf(List<Set<String>> groups, String box) {
            return groups.stream().filter(g -> g.contains(box)).findFirst();
        }

        private Set<Link> around(String box) {
            var cut = new LinkedHashSet<Link>();
            topology.links().stream()
                    .filter(l -> l.from().equals(box) || l.to().equals(box))
                    .forEach(cut::add);
            return cut;
        }

        private Optional<Resolved> processes(ScheduledFault planned, List<Target> targets) {
            var nodes = new LinkedHashSet<Node>();
            for (Target target : targets) {
                List<Node> found = nodesOf(target);
                if (found.isEmpty()) {
                    return Optional.empty();
                }
                nodes.addAll(found);
            }
            return Optional.of(new Resolved(
                    planned,
                    List.copyOf(nodes),
                    Set.of(),
                    nodes.stream().map(Node::name).toList()));
        }

        private List<Node> nodesOf(Target target) {
            if (target.role().isPresent()) {
                return roles.who(target.role().get()).stream().limit(1).toList();
            }
            return topology.findNode(target.name()).map(List::of).orElseGet(() -> topology.nodesIn(target.name()));
        }

        private Optional<Resolved> boxes(ScheduledFault planned, List<Target> targets) {
            var names = new LinkedHashSet<String>();
            var nodes = new LinkedHashSet<Node>();
            var links = new LinkedHashSet<Link>();
            for (Target target : targets) {
                Optional<String> box = box(target);
                if (box.isEmpty()) {
                    return Optional.empty();
                }
                names.add(box.get());
                nodes.addAll(topology.nodesIn(box.get()));
                links.addAll(around(box.get()));
            }
            return Optional.of(new Resolved(planned, List.copyOf(nodes), links, List.copyOf(names)));
        }

        private Optional<String> box(Target target) {
            if (topology.findBox(target.name()).isPresent()) {
                return Optional.of(target.name());
            }
            return nodesOf(target).stream().map(Node::box).findFirst();
        }

        private Optional<Link> pair(Target from, Target to) {
            Optional<String> a = box(from);
            Optional<String> b = box(to);
            return a.isEmpty() || b.isEmpty() || a.equals(b)
                    ? Optional.empty()
                    : Optional.of(new Link(a.get(), b.get()));
        }
    }
}
