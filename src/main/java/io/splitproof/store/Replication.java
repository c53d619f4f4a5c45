package io.splitproof.store;

import io.splitproof.topology.Group;
import io.splitproof.topology.NodeKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who replicates from whom at boot, and whether every replica's chain ends at the primary. */
final class Replication {
    /** What {@code replica-of} says of a node that comes up alone and replicates once a step tells it to. */
    static final String NONE = "none";

    private final Yaml topology;
    private final Names names;
    private final Problems problems;

    Replication(Yaml topology, Names names, Problems problems) {
        this.topology = topology;
        this.names = names;
        this.problems = problems;
    }

    /** The node from which each replica replicates; the primary has none. */
    Map<String, String> upstreams() {
        if (topology.has("groups")) {
            return inGroups(new GroupReader(topology, names, problems).read());
        }
        if (TopologyReader.isCluster(topology)) {
            var groups = new ArrayList<>(new ShardReader(topology, names, problems).groups());
            new OutsideReader(topology, names, problems).read().ifPresent(groups::add);
            return inGroups(groups);
        }
        List<String> redis = names.nodes(NodeKind.REDIS);
        String primary = primary(redis);
        var upstream = new LinkedHashMap<String, String>();
        for (String node : redis) {
            if (!node.equals(primary) && !comesUpAlone(node)) {
                upstream.put(node, declared(node).flatMap(Yaml::text).orElse(primary));
            }
        }
        declared(primary)
                .ifPresent(y -> problems.add(
                        y.line(),
                        "expected the primary to replicate from nobody, but " + primary
                                + " has replica-of; name another primary, or drop it"));
        upstream.keySet().forEach(node -> checkChain(node, upstream));
        return upstream;
    }

    /** In each of several groups the first node is the primary, and the others replicate from it. */
    private static Map<String, String> inGroups(List<Group> groups) {
        var upstream = new LinkedHashMap<String, String>();
        for (Group group : groups) {
            group.replicas().forEach(r -> upstream.put(r, group.primary()));
        }
        return upstream;
    }

    private String primary(List<String> redis) {
        String first = redis.isEmpty() ? "" : redis.get(0);
        Yaml named = topology.get("primary").orElse(null);
        if (named == null || named.text().filter(redis::contains).isPresent()) {
            return named == null ? first : named.text().orElse(first);
        }
        named.text()
                .ifPresent(name -> problems.add(
                        named.line(),
                        Nearest.unknown("primary", name, redis, "the Redis nodes of this topology are ")));
        return first;
    }

    private boolean comesUpAlone(String node) {
        return declared(node).flatMap(Yaml::text).filter(NONE::equals).isPresent();
    }

    /** Reports nodes that come up alone with the others: a group would have two primaries at boot. */
    void checkStartedLater(Set<String> later) {
        for (String node : names.nodes(NodeKind.REDIS)) {
            if (comesUpAlone(node) && !later.contains(node)) {
                declared(node)
                        .ifPresent(y -> problems.add(
                                y.line(),
                                "expected a step that starts " + node
                                        + ", since with replica-of: none it comes up alone"
                                        + " and the group would have two primaries; write steps: [{at: 2s, start: "
                                        + node + "}]"));
            }
        }
    }

    private Optional<Yaml> declared(String node) {
        return topology.get("nodes").flatMap(n -> n.get(node)).flatMap(n -> n.get("replica-of"));
    }

    private void checkChain(String node, Map<String, String> upstream) {
        Yaml declared = declared(node).orElse(null);
        String next = upstream.get(node);
        if (declared == null || next == null) {
            return;
        }
        List<String> redis = names.nodes(NodeKind.REDIS);
        if (!redis.contains(next)) {
            problems.add(
                    declared.line(), Nearest.unknown("node", next, redis, "the Redis nodes of this topology are "));
            return;
        }
        var chain = new LinkedHashSet<>(List.of(node));
        while (next != null && chain.add(next)) {
            next = upstream.get(next);
        }
        if (next != null) {
            problems.add(
                    declared.line(),
                    "expected every replica's chain to end at the primary, but " + String.join(" -> ", chain) + " -> "
                            + next + " goes round in a circle");
        }
    }
}
