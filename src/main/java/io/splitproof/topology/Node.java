package io.splitproof.topology;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One Redis or Sentinel process, or one of what stands around them.
 *
 * @param box name of the box it runs in
 * @param replicaOf name of the node it replicates from at boot, or null for a primary or a Sentinel
 * @param settings directives as Redis names them, or what a part calls them, each with one value for every time it is given
 * @param server the server image it wants, such as {@code valkey:8.1}; null for the one of its scenario
 */
public record Node(
        String name,
        NodeKind kind,
        String box,
        Address address,
        @Nullable String replicaOf,
        Map<String, List<String>> settings,
        @Nullable String server) {
    private static final int BUS_OFFSET = 10_000;
    private static final int STATISTICS_OFFSET = 1_000;

    public Node {
        var copy = new LinkedHashMap<String, List<String>>();
        settings.forEach((directive, values) -> copy.put(directive, List.copyOf(new ArrayList<>(values))));
        settings = Collections.unmodifiableMap(copy);
    }

    /** A node that runs what the scenario runs. */
    public Node(
            String name,
            NodeKind kind,
            String box,
            Address address,
            @Nullable String replicaOf,
            Map<String, List<String>> settings) {
        this(name, kind, box, address, replicaOf, settings, null);
    }

    /** Where its bus listens in a Cluster: 10000 above its own port, as by default (cluster-port). */
    public int busPort() {
        return address.port() + BUS_OFFSET;
    }

    public boolean isSentinel() {
        return kind == NodeKind.SENTINEL;
    }

    public boolean isRedis() {
        return kind == NodeKind.REDIS;
    }

    /** True for neither Redis nor Sentinel; see {@link NodeKind#isPart}. */
    public boolean isPart() {
        return kind.isPart();
    }

    public boolean isBalancer() {
        return kind == NodeKind.HAPROXY;
    }

    /** Where a balancer takes reads: the port after that for writes. */
    public int readPort() {
        return address.port() + 1;
    }

    /** Where a balancer tells its statistics: to the harness alone, so that no proxy leads there. */
    public int statisticsPort() {
        return address.port() + STATISTICS_OFFSET;
    }

    /** The first value of a directive, if the scenario sets it. */
    public Optional<String> setting(String directive) {
        return settings.getOrDefault(directive, List.of()).stream().findFirst();
    }
}
