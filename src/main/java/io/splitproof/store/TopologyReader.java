package io.splitproof.store;

import io.splitproof.topology.Address;
import io.splitproof.topology.Box;
import io.splitproof.topology.Cluster;
import io.splitproof.topology.Group;
import io.splitproof.topology.Node;
import io.splitproof.topology.NodeKind;
import io.splitproof.topology.RestartPolicy;
import io.splitproof.topology.Topology;
import io.splitproof.topology.VirtualIp;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the topology of a scenario file: boxes are numbered, nodes addressed and grouped. */
final class TopologyReader {
    private final Yaml topology;
    private final Names names;
    private final Problems problems;

    TopologyReader(Yaml topology, Names names, Problems problems) {
        this.topology = topology;
        this.names = names;
        this.problems = problems;
    }

    Topology read() {
        new TopologyChecks(topology, names, problems).check();
        Map<String, String> upstream = new Replication(topology, names, problems).upstreams();
        List<Box> boxes = boxes();
        return new Topology(boxes, nodes(boxes, upstream), groups(), restart(), cluster(), virtualIp());
    }

    private @Nullable Cluster cluster() {
        return isCluster(topology) ? new ShardReader(topology, names, problems).cluster() : null;
    }

    private @Nullable VirtualIp virtualIp() {
        Yaml ip = topology.get("virtual-ip").orElse(null);
        if (ip == null) {
            return null;
        }
        String holder = ip.text("holder").orElse("");
        if (!names.nodeBoxes().contains(holder)) {
            problems.add(ip.line(), Nearest.unknown("box", holder, names.nodeBoxes(), "boxes of nodes are "));
        }
        return new VirtualIp(holder);
    }

    static boolean isCluster(Yaml topology) {
        return topology.text("kind").filter("cluster"::equals).isPresent();
    }

    private RestartPolicy restart() {
        return topology.text("restart").filter("unless-stopped"::equals).isPresent()
                ? RestartPolicy.UNLESS_STOPPED
                : RestartPolicy.NO;
    }

    private List<Box> boxes() {
        var boxes = new ArrayList<Box>();
        for (String name : names.nodeBoxes()) {
            Box.Purpose purpose = names.clients().contains(name) ? Box.Purpose.BOTH : Box.Purpose.NODES;
            boxes.add(new Box(name, boxes.size() + 1, purpose));
        }
        for (String name : names.lonelyClients()) {
            boxes.add(new Box(name, boxes.size() + 1, Box.Purpose.CLIENT));
        }
        return boxes;
    }

    private List<Node> nodes(List<Box> boxes, Map<String, String> upstream) {
        Map<NodeKind, Map<String, List<String>>> shared = Map.of(
                NodeKind.REDIS, settings(NodeKind.REDIS, topology.get("redis").orElse(null)),
                NodeKind.SENTINEL,
                        settings(NodeKind.SENTINEL, topology.get("sentinel").orElse(null)));
        var nodes = new ArrayList<Node>();
        for (Box box : boxes) {
            var ports = new EnumMap<NodeKind, Integer>(NodeKind.class);
            for (Names.Named named : names.nodes()) {
                if (named.box().equals(box.name())) {
                    int port = ports.getOrDefault(named.kind(), named.kind().firstPort());
                    // A balancer has two.
                    ports.put(named.kind(), port + (named.kind() == NodeKind.HAPROXY ? 2 : 1));
                    var settings = new LinkedHashMap<>(shared.getOrDefault(named.kind(), Map.of()));
                    settings.putAll(own(named));
                    nodes.add(new Node(
                            named.name(),
                            named.kind(),
                            box.name(),
                            new Address(box.loopback(), port),
                            upstream.get(named.name()),
                            settings,
                            override(named, "server").flatMap(Yaml::text).orElse(null)));
                }
            }
        }
        return nodes;
    }

    private Map<String, List<String>> own(Names.Named named) {
        return settings(named.kind(), override(named, "settings").orElse(null));
    }

    private Optional<Yaml> override(Names.Named named, String key) {
        return topology.get("nodes").flatMap(n -> n.get(named.name())).flatMap(n -> n.get(key));
    }

    private Map<String, List<String>> settings(NodeKind kind, @Nullable Yaml settings) {
        if (settings == null) {
            return Map.of();
        }
        if (kind.isPart()) {
            return anySettings(settings);
        }
        return (kind == NodeKind.REDIS ? Directives.REDIS : Directives.SENTINEL).read(settings, problems);
    }

    /** Those of a part, which says itself what it makes of them. */
    private static Map<String, List<String>> anySettings(Yaml settings) {
        var read = new LinkedHashMap<String, List<String>>();
        settings.entries()
                .forEach(e -> read.put(
                        e.key(),
                        e.value().oneOrMany().stream()
                                .flatMap(v -> v.text().stream())
                                .toList()));
        return read;
    }

    private List<Group> groups() {
        if (topology.has("groups")) {
            return new GroupReader(topology, names, problems).read();
        }
        if (isCluster(topology)) {
            List<Group> shards = new ShardReader(topology, names, problems).groups();
            return shards.isEmpty() ? List.of(new Group("shard-1", "", List.of(), 0)) : shards;
        }
        List<String> redis = names.nodes(NodeKind.REDIS);
        String primary = topology.text("primary").filter(redis::contains).orElse(redis.isEmpty() ? "" : redis.get(0));
        List<String> replicas = redis.stream().filter(n -> !n.equals(primary)).toList();
        int quorum = topology.text("quorum")
                .filter(q -> q.matches("[0-9]{1,9}"))
                .map(Integer::valueOf)
                .orElse(0);
        return List.of(new Group(topology.text("group").orElse("mymaster"), primary, replicas, quorum));
    }
}
