package io.splitproof.store;

import io.splitproof.topology.Group;
import io.splitproof.topology.NodeKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code groups}: several groups under the same Sentinels, each with its nodes, primary first, and its quorum. */
final class GroupReader {
    private final Yaml topology;
    private final Names names;
    private final Problems problems;

    GroupReader(Yaml topology, Names names, Problems problems) {
        this.topology = topology;
        this.names = names;
        this.problems = problems;
    }

    /** The groups as far as they can be read; {@link #check} tells what is wrong with them. */
    List<Group> read() {
        var groups = new ArrayList<Group>();
        for (Yaml.Entry entry : entries()) {
            List<String> nodes = nodes(entry).stream()
                    .flatMap(n -> n.text().stream())
                    .filter(names.nodes(NodeKind.REDIS)::contains)
                    .toList();
            groups.add(new Group(
                    entry.key(),
                    nodes.isEmpty() ? "" : nodes.get(0),
                    nodes.stream().skip(1).toList(),
                    quorum(entry),
                    names.clientsOf(entry.key())));
        }
        return groups;
    }

    void check() {
        for (String key : List.of("quorum", "group", "primary")) {
            topology.get(key)
                    .ifPresent(y -> problems.add(
                            y.line(),
                            "expected no \"" + key + "\" beside groups, since each group has its own; drop it"));
        }
        topology.get("nodes").map(Yaml::entries).orElse(List.of()).stream()
                .filter(e -> e.value().has("replica-of"))
                .forEach(e -> problems.add(
                        e.line(),
                        "expected no replica-of beside groups, where the first node of each is its primary; drop it"));
        Map<String, String> seen = new LinkedHashMap<>();
        entries().forEach(e -> check(e, seen));
        names.nodes().stream()
                .filter(n -> n.kind() == NodeKind.REDIS && !seen.containsKey(n.name()))
                .forEach(n -> problems.add(
                        n.line(),
                        "expected every Redis node in a group, but " + n.name() + " is in none; add it to one"));
    }

    private void check(Yaml.Entry entry, Map<String, String> seen) {
        List<String> redis = names.nodes(NodeKind.REDIS);
        for (Yaml item : nodes(entry)) {
            String name = item.text().orElse("");
            String other = seen.putIfAbsent(name, entry.key());
            if (!redis.contains(name)) {
                problems.add(
                        item.line(), Nearest.unknown("node", name, redis, "the Redis nodes of this topology are "));
            } else if (other != null) {
                problems.add(item.line(), "expected each node in one group, but " + name + " is in " + other + " too");
            }
        }
        int sentinels = names.nodes(NodeKind.SENTINEL).size();
        if (sentinels > 0 && quorum(entry) > sentinels) {
            problems.add(
                    entry.line(),
                    "expected a quorum of at most " + sentinels + ", the number of Sentinels, but " + entry.key()
                            + " has " + quorum(entry) + "; no failover could ever start");
        }
        if (names.clientsOf(entry.key()).isEmpty()) {
            problems.add(
                    entry.line(),
                    "expected a client for every group, but nobody uses " + entry.key() + "; give a client group: "
                            + entry.key());
        }
    }

    private List<Yaml.Entry> entries() {
        return topology.get("groups").map(Yaml::entries).orElse(List.of());
    }

    private static List<Yaml> nodes(Yaml.Entry group) {
        return group.value().get("nodes").map(Yaml::items).orElse(List.of());
    }

    private static int quorum(Yaml.Entry group) {
        return group.value()
                .text("quorum")
                .filter(q -> q.matches("[0-9]{1,9}"))
                .map(Integer::valueOf)
                .orElse(0);
    }
}
