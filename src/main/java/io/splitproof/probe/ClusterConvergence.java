package io.splitproof.probe;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.sync.RedisCommands;
import io.splitproof.probe.NodeConnection.Unreachable;
import io.splitproof.topology.Group;
import io.splitproof.topology.Node;
import io.splitproof.topology.Slots;
import io.splitproof.topology.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether a Cluster is whole: every node knows every other one and thinks that it is well, all slots are served, all
 * views are the same, and replicas are linked to their primaries.
 */
final class ClusterConvergence {
    private final Plane plane;
    private final Topology topology;
    /** Who lacked something when it was looked at last, and is asked first: it is the likeliest to lack it still. */
    private Set<String> suspects = Set.of();

    ClusterConvergence(Plane plane) {
        this.plane = plane;
        this.topology = plane.topology();
    }

    /** The roles of all nodes as one has them. */
    private record View(String observer, Map<String, String> roles) {
        String difference(View other) {
            return unknownTo(other)
                    .or(() -> other.unknownTo(this))
                    .orElseGet(() -> observer + " and " + other.observer + " do not agree on roles and slots");
        }

        private Optional<String> unknownTo(View other) {
            var unknown = new TreeSet<>(roles.keySet());
            unknown.removeAll(other.roles.keySet());
            return unknown.isEmpty()
                    ? Optional.empty()
                    : Optional.of(other.observer + " does not know " + String.join(", ", unknown));
        }
    }

    /**
     * What is missing now, in words; nodes that were dead or had not joined are not waited for. No more are asked than
     * that takes: nodes that are still finding each other have better things to do.
     */
    Optional<String> missing(Set<String> dead) {
        try {
            var members = new ArrayList<String>();
            View first = null;
            for (Node node : suspectsFirst()) {
                List<ClusterLine> lines = dead.contains(node.name())
                        ? List.of()
                        : ClusterLine.parse(plane.to(node).ask(RedisCommands::clusterNodes));
                // A node that knows nobody else is no member.
                if (lines.isEmpty() || (lines.size() == 1 && !isMemberAtBoot(node))) {
                    continue;
                }
                members.add(node.name());
                Optional<String> bad = bad(node.name(), lines, dead);
                if (bad.isPresent()) {
                    suspects = Set.of(node.name());
                    return bad;
                }
                var view = new View(node.name(), roles(node.name(), lines));
                first = first == null ? view : first;
                if (!first.roles().equals(view.roles())) {
                    suspects = Set.of(first.observer(), view.observer());
                    return Optional.of(first.difference(view));
                }
            }
            return badLink(members);
        } catch (Unreachable | RedisCommandExecutionException | IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private List<Node> suspectsFirst() {
        return topology.members().stream()
                .sorted(Comparator.comparing(n -> !suspects.contains(n.name())))
                .toList();
    }

    private boolean isMemberAtBoot(Node node) {
        return topology.groups().stream()
                .filter(g -> topology.slotsOf(g.name()).isPresent())
                .anyMatch(g -> g.primary().equals(node.name()) || g.replicas().contains(node.name()));
    }

    private Optional<String> bad(String observer, List<ClusterLine> lines, Set<String> dead) {
        Map<String, String> info =
                NodeConnection.fields(plane.to(topology.node(observer)).ask(RedisCommands::clusterInfo));
        if (!"ok".equals(info.get("cluster_state"))) {
            return Optional.of(observer + " says cluster_state:" + info.get("cluster_state"));
        }
        int served = lines.stream().mapToInt(ClusterLine::slotCount).sum();
        if (served != Slots.ALL) {
            return Optional.of(observer + " knows who serves " + served + " of " + Slots.ALL + " slots");
        }
        for (ClusterLine line : lines) {
            String name = name(observer, line);
            boolean well = !line.is("fail?")
                    && !line.is("fail")
                    && !line.is("handshake")
                    && !line.is("noaddr")
                    && line.link().equals("connected");
            if (!well && !dead.contains(name)) {
                return Optional.of(observer + " flags " + name + " \"" + String.join(",", line.flags()) + "\", link "
                        + line.link());
            }
        }
        return Optional.empty();
    }

    private String name(String observer, ClusterLine line) {
        return line.is("myself")
                ? observer
                : line.address().flatMap(topology::nodeAt).map(Node::name).orElse(line.id());
    }

    /** Who replicates from whom and who serves which slots. */
    private Map<String, String> roles(String observer, List<ClusterLine> lines) {
        var byId = new HashMap<String, String>();
        lines.forEach(l -> byId.put(l.id(), name(observer, l)));
        return lines.stream()
                .collect(Collectors.toMap(
                        l -> name(observer, l),
                        l -> l.primaryId() == null ? "slots " + l.slots() : "replica of " + byId.get(l.primaryId()),
                        (a, b) -> b));
    }

    private Optional<String> badLink(List<String> members) {
        for (String name : members) {
            List<Object> role = plane.to(topology.node(name)).raw("ROLE");
            if (role.get(0).equals("slave") && !"connected".equals(role.get(3))) {
                return Optional.of(
                        name + " says that its link to " + role.get(1) + ":" + role.get(2) + " is " + role.get(3));
            }
        }
        return Optional.empty();
    }

    /** Whether roles are as declared at boot; what differs, in words. */
    Optional<String> undeclared() {
        for (Group group : topology.groups()) {
            for (String replica : group.replicas()) {
                List<Object> role = plane.to(topology.node(replica)).raw("ROLE");
                String primary = topology.node(group.primary()).address().toString();
                if (!role.get(0).equals("slave") || !primary.equals(role.get(1) + ":" + role.get(2))) {
                    return Optional.of(replica + " should replicate from " + group.primary() + ", but says ROLE "
                            + role.stream().map(String::valueOf).collect(Collectors.joining(" ")));
                }
            }
        }
        return Optional.empty();
    }

    /** What keeps live replicas from having the offset of the primary that they follow now. */
    Optional<String> behind(Set<String> dead) {
        var offsets = new HashMap<String, String>();
        var followed = new LinkedHashMap<String, String>();
        for (Node node : topology.members()) {
            if (dead.contains(node.name())) {
                continue;
            }
            List<Object> role = plane.to(node).raw("ROLE");
            boolean primary = role.get(0).equals("master");
            offsets.put(node.address().toString(), String.valueOf(role.get(primary ? 1 : 4)));
            if (!primary) {
                followed.put(node.address().toString(), role.get(1) + ":" + role.get(2));
            }
        }
        return followed.entrySet().stream()
                .filter(e -> !Objects.equals(offsets.get(e.getKey()), offsets.get(e.getValue())))
                .map(e -> "replication offsets differ: " + e.getKey() + " has " + offsets.get(e.getKey()) + ", "
                        + e.getValue() + " has " + offsets.get(e.getValue()))
                .findFirst();
    }
}
