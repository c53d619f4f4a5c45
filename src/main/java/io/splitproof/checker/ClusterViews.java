package io.splitproof.checker;

import io.splitproof.history.Event.ClusterNodeSeen;
import io.splitproof.history.Event.RoleSeen;
import io.splitproof.topology.Cluster;
import io.splitproof.topology.Group;
import io.splitproof.topology.Slots;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the nodes of a Cluster say of one another. */
final class ClusterViews {
    private final Evidence evidence;
    private final List<ClusterNodeSeen> seen;

    ClusterViews(Evidence evidence) {
        this.evidence = evidence;
        this.seen = evidence.history().of(ClusterNodeSeen.class).toList();
    }

    Stream<ClusterNodeSeen> all() {
        return seen.stream();
    }

    /** What nodes say of themselves. */
    Stream<ClusterNodeSeen> own() {
        return seen.stream().filter(s -> s.observer().equals(s.node()));
    }

    /** True of a primary that serves slots. */
    static boolean serves(ClusterNodeSeen view) {
        return view.is("master") && !view.slots().isEmpty();
    }

    /**
     * The primary of each shard that served slots before that moment: by their own word, and of several the one with the
     * highest epoch, since a node that is gone has the last word on itself. At boot, what the topology says.
     */
    Map<String, String> primariesAt(long nanos) {
        var last = new HashMap<String, ClusterNodeSeen>();
        own().filter(s -> s.atNanos() < nanos).forEach(s -> last.put(s.node(), s));
        var primaries = new LinkedHashMap<String, String>();
        for (Group group : evidence.topology().groups()) {
            last.values().stream()
                    .filter(s -> serves(s) && Groups.has(group, s.node()))
                    .max(Comparator.comparingLong(ClusterNodeSeen::configEpoch))
                    .map(ClusterNodeSeen::node)
                    .or(() -> last.isEmpty() ? atBoot(group) : Optional.empty())
                    .ifPresent(node -> primaries.put(group.name(), node));
        }
        return primaries;
    }

    private Optional<String> atBoot(Group group) {
        Cluster cluster = evidence.topology().cluster();
        return cluster != null && cluster.slotsOf(group.name()).isPresent()
                ? Optional.of(group.primary())
                : Optional.empty();
    }

    /** The nodes that serve that slot in the last views of nodes that were alive at the end. */
    List<String> ownersAtEnd(int slot) {
        var alive = new HashMap<String, String>();
        evidence.history().of(RoleSeen.class).forEach(r -> alive.put(r.node(), r.role()));
        var last = new LinkedHashMap<List<String>, ClusterNodeSeen>();
        all().filter(s -> !"unreachable".equals(alive.get(s.observer())))
                .forEach(s -> last.put(List.of(s.observer(), s.node()), s));
        var owners = new TreeSet<String>();
        last.values().stream()
                .filter(s -> s.is("master") && covers(s.slots(), slot))
                .forEach(s -> owners.add(s.node()));
        return List.copyOf(owners);
    }

    /** True if ranges as CLUSTER NODES prints them, such as {@code 0-99 200}, hold that slot. */
    static boolean covers(String ranges, int slot) {
        return Stream.of(ranges.split(" +", -1))
                .filter(r -> r.matches("\\d+(-\\d+)?"))
                .map(r -> r.split("-", -1))
                .anyMatch(r -> new Slots(Integer.parseInt(r[0]), Integer.parseInt(r[r.length - 1])).contains(slot));
    }
}
