package io.splitproof.deployment;

import io.splitproof.topology.Group;
import io.splitproof.topology.Node;
import io.splitproof.topology.Topology;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Renders the redis.conf and sentinel.conf files that nodes start from. */
final class Configuration {
    /** The writable directory of a node; Sentinel saves by renaming a file inside it. */
    static final String DIRECTORY = "/node";

    static final String FILE = DIRECTORY + "/node.conf";

    private final Topology topology;
    private final Set<String> later;
    private final Secret secret;
    private final long seed;

    /** @param later names of nodes that do not start at boot: those that do have not seen them */
    Configuration(Topology topology, Set<String> later, Secret secret, long seed) {
        this.later = Set.copyOf(later);
        this.topology = topology;
        this.secret = secret;
        this.seed = seed;
    }

    /**
     * The file of one node.
     *
     * @param boxIp address of its box in the run's network; only this and the node's own address are bound, because
     *     the box's proxies listen at the other nodes' addresses
     */
    String of(Node node, String boxIp) {
        return node.isSentinel() ? sentinel(node, boxIp) : redis(node, boxIp);
    }

    private String redis(Node node, String boxIp) {
        var conf = new Lines();
        conf.add("bind", node.address().host() + " " + boxIp);
        conf.add("port", node.address().port());
        conf.add("dir", DIRECTORY);
        conf.add("requirepass", secret.reveal());
        conf.add("masterauth", secret.reveal());
        String looker = Haproxy.user(topology, secret);
        if (!looker.isEmpty()) {
            conf.add("user", looker);
        }
        conf.add("replica-announce-ip", node.address().host());
        conf.add("replica-announce-port", node.address().port());
        if (topology.isMember(node)) {
            cluster(conf, node);
        } else if (node.replicaOf() != null) {
            var primary = topology.node(node.replicaOf()).address();
            conf.add("replicaof", primary.host() + " " + primary.port());
        }
        if (node.setting("repl-diskless-sync-delay").isEmpty()) {
            // Boot only: the default of 5 s would make every start wait; restored once the topology has converged.
            conf.add("repl-diskless-sync-delay", 0);
        }
        node.settings().forEach((directive, values) -> values.forEach(v -> conf.add(directive, v)));
        return conf.text();
    }

    /** What it replicates from is no directive in a Cluster: nodes are told when the Cluster is made. */
    private static void cluster(Lines conf, Node node) {
        conf.add("cluster-enabled", "yes");
        conf.add("cluster-config-file", "nodes-" + node.address().port() + ".conf");
        conf.add("cluster-announce-ip", node.address().host());
        conf.add("cluster-announce-port", node.address().port());
        conf.add("cluster-announce-bus-port", node.busPort());
    }

    private String sentinel(Node node, String boxIp) {
        var conf = new Lines();
        conf.add("bind", node.address().host() + " " + boxIp);
        conf.add("port", node.address().port());
        conf.add("dir", DIRECTORY);
        // Other Sentinels are greeted with it as well where no sentinel-pass is given, which Redis 6.0 does not know.
        conf.add("requirepass", secret.reveal());
        conf.add("sentinel announce-ip", node.address().host());
        conf.add("sentinel announce-port", node.address().port());
        conf.add("sentinel myid", id(node));
        topology.watched().forEach(group -> watch(conf, node, group));
        return conf.text();
    }

    private void watch(Lines conf, Node node, Group group) {
        var primary = topology.node(group.primary()).address();
        conf.add("sentinel monitor " + group.name(), primary.host() + " " + primary.port() + " " + group.quorum());
        conf.add("sentinel auth-pass " + group.name(), secret.reveal());
        node.settings()
                .forEach((directive, values) ->
                        values.forEach(v -> conf.add("sentinel " + directive + " " + group.name(), v)));
        // What a Sentinel would have found out by itself and saved. Without these lines it learns of replicas only at
        // its second INFO, 10 s later, and of other Sentinels at their next hello.
        for (String replica : group.replicas()) {
            var address = topology.node(replica).address();
            conf.add("sentinel known-replica " + group.name(), address.host() + " " + address.port());
        }
        for (Node other : topology.sentinels()) {
            boolean seen = later.contains(node.name()) || !later.contains(other.name());
            if (!other.equals(node) && seen) {
                conf.add(
                        "sentinel known-sentinel " + group.name(),
                        other.address().host() + " " + other.address().port() + " " + id(other));
            }
        }
    }

    /** A Sentinel's identity: 40 hexadecimal digits, different for each and the same for the same seed. */
    private String id(Node sentinel) {
        byte[] bytes = new byte[20];
        new Random(seed * 31 + sentinel.name().hashCode()).nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The configuration of a box's Toxiproxy: only name, listener, upstream and whether it listens are read. */
    static String proxies(List<Proxy> proxies, Map<String, String> boxIps, List<Proxy> closed) {
        return proxies.stream()
                .map(p -> "{\"name\":\"" + p.name() + "\",\"listen\":\"" + p.listen() + "\",\"upstream\":\""
                        + boxIps.get(p.toBox()) + ":" + p.targetPort() + "\",\"enabled\":" + !closed.contains(p) + "}")
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    private static final class Lines {
        private final StringBuilder text = new StringBuilder();

        void add(String directive, Object value) {
            String word = value.toString();
            text.append(directive)
                    .append(' ')
                    .append(word.isEmpty() ? "\"\"" : word)
                    .append('\n');
        }

        String text() {
            return text.toString();
        }
    }
}
