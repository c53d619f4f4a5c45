package io.splitproof.forecast;

import io.splitproof.fault.CrashFlavour;
import io.splitproof.fault.Fault;
import io.splitproof.fault.Physics;
import io.splitproof.fault.Target;
import io.splitproof.topology.Address;
import io.splitproof.topology.Box;
import io.splitproof.topology.Cluster;
import io.splitproof.topology.Group;
import io.splitproof.topology.Link;
import io.splitproof.topology.Node;
import io.splitproof.topology.NodeKind;
import io.splitproof.topology.Slots;
import io.splitproof.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Cluster for tests: primaries redis-1 to redis-n in boxes of their own, the replica of redis-i is redis-(n + i), and
 * client c1 of shard-1 lives in a box of its own, as do c2 of shard-2 and so on.
 */
public final class Shards {
    static final Server REDIS_7 = new Server(false, 7, 0);
    static final Server VALKEY_8_1 = new Server(true, 8, 1);
    static final Server VALKEY_9_0 = new Server(true, 9, 0);
    static final Server VALKEY_9_1 = new Server(true, 9, 1);

    /** Three shards with a replica each. */
    public static final Topology THREE = topology(3, 1);

    private Shards() {}

    /** {@code replicas} of each shard are redis-(n + 1), redis-(2n + 1) and so on for the first. */
    static Topology topology(int shards, int replicas) {
        var boxes = new ArrayList<Box>();
        var nodes = new ArrayList<Node>();
        var groups = new ArrayList<Group>();
        Map<String, Slots> slots = new LinkedHashMap<>();
        for (int i = 1; i <= shards * (1 + replicas); i++) {
            boxes.add(new Box("box-" + i, i, Box.Purpose.NODES));
            nodes.add(redis(i, i <= shards ? null : "redis-" + ((i - 1) % shards + 1)));
        }
        for (int i = 1; i <= shards; i++) {
            boxes.add(new Box("c" + i, shards * (1 + replicas) + i, Box.Purpose.CLIENT));
            var ofShard = new ArrayList<String>();
            for (int r = 1; r <= replicas; r++) {
                ofShard.add("redis-" + (r * shards + i));
            }
            groups.add(new Group("shard-" + i, "redis-" + i, ofShard, 0, List.of("c" + i)));
            slots.put("shard-" + i, Slots.share(i - 1, shards));
        }
        return new Topology(boxes, nodes, groups, null, new Cluster(slots));
    }

    /** The same with a group beside it, whose first node is its primary, in boxes of their own. */
    public static Topology beside(Topology cluster, String... outside) {
        var boxes = new ArrayList<>(cluster.boxes());
        var nodes = new ArrayList<>(cluster.nodes());
        for (String name : outside) {
            int number = Integer.parseInt(name.substring("redis-".length()));
            boxes.add(new Box("box-" + number, boxes.size() + 1, Box.Purpose.NODES));
            nodes.add(redis(number, name.equals(outside[0]) ? null : outside[0]));
        }
        var group = new Group("mymaster", outside[0], List.of(outside).subList(1, outside.length), 0);
        Map<String, Slots> slots = new LinkedHashMap<>();
        cluster.groups()
                .forEach(g -> slots.put(g.name(), cluster.slotsOf(g.name()).orElseThrow()));
        return new Topology(boxes, nodes, cluster.groups(), null, new Cluster(slots, group));
    }

    private static Node redis(int number, @Nullable String primary) {
        return new Node(
                "redis-" + number,
                NodeKind.REDIS,
                "box-" + number,
                new Address("127.0.0." + number, 6379),
                primary,
                Map.of());
    }

    static ClusterSettings node(Server server, long nodeTimeoutMillis) {
        return ClusterSettings.of(Map.of("cluster-node-timeout", "" + nodeTimeoutMillis), server);
    }

    static LiveSettings settings(Topology topology, Server server, long nodeTimeoutMillis) {
        return settings(topology, node(server, nodeTimeoutMillis), 0, 10);
    }

    /** All nodes set alike. */
    static LiveSettings settings(Topology topology, ClusterSettings each, int minReplicas, int maxLag) {
        var groups = new ArrayList<LiveSettings.OfGroup>();
        for (Group group : topology.groups()) {
            groups.add(new LiveSettings.OfGroup(
                    group.name(),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(180),
                    1,
                    0,
                    0,
                    minReplicas,
                    Duration.ofSeconds(maxLag)));
        }
        Map<String, ClusterSettings> nodes = new LinkedHashMap<>();
        Map<String, Persistence> disks = new LinkedHashMap<>();
        topology.redisNodes().forEach(n -> {
            nodes.put(n.name(), each);
            disks.put(n.name(), Persistence.of(Map.of("save", "", "appendonly", "yes"), Duration.ofSeconds(1)));
        });
        return new LiveSettings(groups, disks, "", nodes);
    }

    static Situation situation(Topology topology, int shard, @Nullable Duration healedAfter, Disruption... active) {
        Map<String, String> primaries = new LinkedHashMap<>();
        topology.groups().forEach(g -> primaries.put(g.name(), g.primary()));
        Group group = topology.groups().get(shard - 1);
        return new Situation(
                topology,
                group,
                group.primary(),
                List.of(active),
                healedAfter,
                Duration.ofSeconds(60),
                Duration.ofMillis(500),
                null,
                List.of(),
                new Circumstances(List.of(), primaries));
    }

    static Disruption kill(String... nodes) {
        List<Target> targets = List.of(nodes).stream().map(Target::new).toList();
        return new Disruption(new Fault.Kill(targets, CrashFlavour.PROCESS), List.of(nodes), List.of());
    }

    static Disruption pause(String node) {
        return new Disruption(new Fault.Pause(List.of(new Target(node))), List.of(node), List.of());
    }

    /** These boxes cut off from all others. */
    public static Fault.Partition minority(Topology topology, String... boxes) {
        var side = new LinkedHashSet<>(List.of(boxes));
        var rest = new LinkedHashSet<String>();
        topology.boxes().stream().map(Box::name).filter(b -> !side.contains(b)).forEach(rest::add);
        return new Fault.Partition(List.of(side, rest), Physics.BLACKHOLE);
    }

    public static List<Link> links(Topology topology, String... boxes) {
        List<String> side = List.of(boxes);
        return Example2.linksBetween(
                side,
                topology.boxes().stream()
                        .map(Box::name)
                        .filter(b -> !side.contains(b))
                        .toList());
    }

    static Disruption cutOff(Topology topology, String... boxes) {
        return new Disruption(
                minority(topology, boxes),
                topology.boxes().stream().map(Box::name).toList(),
                links(topology, boxes));
    }
}
