package io.splitproof.trial;

import io.splitproof.checker.Objective;
import io.splitproof.fault.CrashFlavour;
import io.splitproof.fault.Fault;
import io.splitproof.fault.Physics;
import io.splitproof.fault.Schedule;
import io.splitproof.fault.ScheduledFault;
import io.splitproof.fault.Target;
import io.splitproof.history.OperationKind;
import io.splitproof.scenario.Scenario;
import io.splitproof.scenario.Source;
import io.splitproof.topology.Address;
import io.splitproof.topology.Box;
import io.splitproof.topology.Cluster;
import io.splitproof.topology.Group;
import io.splitproof.topology.Node;
import io.splitproof.topology.NodeKind;
import io.splitproof.topology.Slots;
import io.splitproof.topology.Topology;
import io.splitproof.workload.ClientSpec;
import io.splitproof.workload.ClusterUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The scenarios of scenarios/cluster at any size: shards of a primary and a replica, each node in a box of its own, so
 * that every link between two nodes can be cut.
 *
 * <p>Primaries are redis-1 to redis-N/2, in that order the primaries of shard-1 and so on; the others are replicas.
 */
final class SizedCluster {
    /** Milliseconds, as the documents have it. */
    private static final int NODE_TIMEOUT = 5_000;

    /**
     * Redis's default, which larger Clusters have. Every node pings every other one twice in this time, each time through
     * a proxy: with 5 s, 90 nodes and their proxies need more than two cores for that alone.
     */
    private static final int NODE_TIMEOUT_OF_LARGE = 15_000;

    private static final int LARGEST_OF_DOCUMENTED = 30;

    private static final int PORT = 6379;
    private static final double WRITES_PER_SECOND = 50;
    private static final Duration CLIENT_TIMEOUT = Duration.ofMillis(500);
    private static final Duration CONTROL = Duration.ofSeconds(3);

    /** For each second more of a control window: a client asks every node who has which slot before its first write. */
    private static final int NODES_OF_A_SECOND = 20;

    private final int nodes;
    private final int shards;

    /** @param nodes an even number from 6 on: redis-cli --cluster create wants three primaries */
    SizedCluster(int nodes) {
        if (nodes < 6 || nodes % 2 != 0) {
            throw new IllegalArgumentException(
                    "a Cluster of shards with one replica each has an even number of nodes, 6" + " at least; not "
                            + nodes);
        }
        this.nodes = nodes;
        this.shards = nodes / 2;
    }

    /** The first box, with a client of its shard, is cut off from all others, and let in again. */
    Scenario minorityPartition() {
        Set<String> others =
                Stream.concat(boxesOfNodes().skip(1), Stream.of("c2", "c3")).collect(Collectors.toUnmodifiableSet());
        var cut = new Fault.Partition(List.of(Set.of(box(1), "c1"), others), Physics.BLACKHOLE);
        return scenario(
                "minority-partition",
                Map.of("c1", 1, "c2", 1, "c3", 2),
                cut,
                timeouts(2.8),
                timeouts(3.8),
                List.of(new Objective.FailoverWithinForecast(), new Objective.LostWritesWithinForecast()));
    }

    /** The first primary's process dies for good. */
    Scenario crash() {
        return scenario(
                "crash",
                Map.of("c1", 1, "c2", 2, "c3", 3),
                new Fault.Kill(List.of(new Target(node(1))), CrashFlavour.PROCESS),
                null,
                timeouts(2.6),
                List.of(
                        new Objective.FailoverWithinForecast(),
                        new Objective.NoSplitBrain(),
                        new Objective.LostWritesWithinForecast()));
    }

    /** @param after the load goes on for so long after the fault */
    private Scenario scenario(
            String name,
            Map<String, Integer> shardsOfClients,
            Fault fault,
            @Nullable Duration lasts,
            Duration after,
            List<Objective> objectives) {
        var all = new ArrayList<>(objectives);
        all.add(new Objective.NoPhantomWrites());
        Duration at = CONTROL.plusSeconds(nodes / NODES_OF_A_SECOND);
        List<ClientSpec> clients = shardsOfClients.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> writer(e.getKey(), e.getValue()))
                .toList();
        return new Scenario(
                "bench/cluster-" + nodes + "-" + name,
                new Source("Java", "scenarios/cluster at " + nodes + " nodes"),
                null,
                topology(clients),
                clients,
                new Schedule(List.of(new ScheduledFault("f1", at, lasts, fault)), at.plus(after)),
                all,
                "redis:7",
                1,
                List.of());
    }

    private ClientSpec writer(String name, int shard) {
        var use = new ClusterUse(shard(shard), ClusterUse.tagIn(slots(shard), name), true, ClusterUse.Keys.ONE);
        return new ClientSpec(name, OperationKind.WRITE, WRITES_PER_SECOND, List.of(), null, CLIENT_TIMEOUT, null, use);
    }

    private Topology topology(List<ClientSpec> clients) {
        var boxes = new ArrayList<Box>();
        boxesOfNodes().forEach(b -> boxes.add(new Box(b, boxes.size() + 1, Box.Purpose.NODES)));
        var all = new ArrayList<Node>();
        Map<String, List<String>> settings = Map.of("cluster-node-timeout", List.of(String.valueOf(nodeTimeout())));
        boxes.forEach(b -> all.add(
                new Node(node(b.number()), NodeKind.REDIS, b.name(), new Address(b.loopback(), PORT), null, settings)));
        clients.forEach(c -> boxes.add(new Box(c.name(), boxes.size() + 1, Box.Purpose.CLIENT)));
        var groups = new ArrayList<Group>();
        var slots = new LinkedHashMap<String, Slots>();
        for (int shard = 1; shard <= shards; shard++) {
            groups.add(group(shard, clients));
            slots.put(shard(shard), slots(shard));
        }
        return new Topology(boxes, all, groups, null, new Cluster(slots));
    }

    private Group group(int shard, List<ClientSpec> clients) {
        List<String> its = clients.stream()
                .filter(c -> c.cluster() != null && c.cluster().shard().equals(shard(shard)))
                .map(ClientSpec::name)
                .toList();
        return new Group(
                shard(shard), node(shard), List.of(node(shard + shards)), 0, its.isEmpty() ? Group.NOBODY : its);
    }

    private int nodeTimeout() {
        return nodes > LARGEST_OF_DOCUMENTED ? NODE_TIMEOUT_OF_LARGE : NODE_TIMEOUT;
    }

    private Duration timeouts(double count) {
        return Duration.ofMillis(Math.round(count * nodeTimeout()));
    }

    private Slots slots(int shard) {
        return Slots.share(shard - 1, shards);
    }

    private Stream<String> boxesOfNodes() {
        return IntStream.rangeClosed(1, nodes).mapToObj(SizedCluster::box);
    }

    private static String box(int number) {
        return "box-" + number;
    }

    private static String node(int number) {
        return "redis-" + number;
    }

    private static String shard(int number) {
        return "shard-" + number;
    }
}
