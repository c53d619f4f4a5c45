package io.splitproof.store;

import io.splitproof.topology.Cluster;
import io.splitproof.topology.Group;
import io.splitproof.topology.NodeKind;
import io.splitproof.topology.Slots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads {@code shards} of a Cluster, each with its nodes, primary first, and {@code joining}, the same of those that are
 * no part of it yet.
 */
final class ShardReader {
    private final Yaml topology;
    private final Names names;
    private final Problems problems;

    ShardReader(Yaml topology, Names names, Problems problems) {
        this.topology = topology;
        this.names = names;
        this.problems = problems;
    }

    /** A group for each shard, joining ones last, as far as they can be read; {@link #check} tells what is wrong. */
    List<Group> groups() {
        var groups = new ArrayList<Group>();
        for (Yaml.Entry entry : entries()) {
            List<String> nodes = entry.value().items().stream()
                    .flatMap(n -> n.text().stream())
                    .filter(names.nodes(NodeKind.REDIS)::contains)
                    .toList();
            List<String> clients = names.clientsOfShard(entry.key());
            groups.add(new Group(
                    entry.key(),
                    nodes.isEmpty() ? "" : nodes.get(0),
                    nodes.stream().skip(1).toList(),
                    0,
                    clients.isEmpty() ? Group.NOBODY : clients));
        }
        return groups;
    }

    /** Slots as {@code redis-cli --cluster create} shares them out among shards in this order. */
    Cluster cluster() {
        var slots = new LinkedHashMap<String, Slots>();
        List<String> first = names.shards();
        first.forEach(shard -> slots.put(shard, Slots.share(slots.size(), first.size())));
        return new Cluster(
                slots, new OutsideReader(topology, names, problems).read().orElse(null));
    }

    void check() {
        if (!topology.has("shards")) {
            problems.add(
                    topology.line(),
                    "topology: expected the key \"shards\" in a topology of kind cluster, but it is missing; write shards:"
                            + " {shard-1: [redis-1, redis-4], shard-2: [redis-2, redis-5], shard-3: [redis-3,"
                            + " redis-6]}, primaries first");
        }
        for (String key : List.of("quorum", "sentinel", "groups", "group", "primary")) {
            topology.get(key)
                    .filter(y -> !key.equals("sentinel") || !topology.has("outside"))
                    .ifPresent(y -> problems.add(
                            y.line(), "expected no \"" + key + "\" in a topology of kind cluster; drop it"));
        }
        topology.get("nodes").map(Yaml::entries).orElse(List.of()).stream()
                .filter(e -> e.value().has("replica-of"))
                .forEach(e -> problems.add(
                        e.line(),
                        "expected no replica-of beside shards, where the first node of each is its primary; drop it"));
        Map<String, String> seen = new LinkedHashMap<>();
        entries().forEach(e -> check(e, seen));
        new OutsideReader(topology, names, problems).check(seen);
        names.nodes().stream()
                .filter(n -> n.kind() == NodeKind.REDIS && !seen.containsKey(n.name()))
                .forEach(n -> problems.add(
                        n.line(),
                        "expected every Redis node in a shard, but " + n.name()
                                + " is in none; add it to one, or to one" + " that is joining"));
    }

    private void check(Yaml.Entry entry, Map<String, String> seen) {
        List<String> redis = names.nodes(NodeKind.REDIS);
        for (Yaml item : entry.value().items()) {
            String name = item.text().orElse("");
            String other = seen.putIfAbsent(name, entry.key());
            if (!redis.contains(name)) {
                problems.add(
                        item.line(), Nearest.unknown("node", name, redis, "the Redis nodes of this topology are "));
            } else if (other != null) {
                problems.add(item.line(), "expected each node in one shard, but " + name + " is in " + other + " too");
            }
        }
    }

    private List<Yaml.Entry> entries() {
        return Stream.of("shards", "joining")
                .flatMap(key -> topology.get(key).map(Yaml::entries).orElse(List.of()).stream())
                .toList();
    }
}
