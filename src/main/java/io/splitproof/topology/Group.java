package io.splitproof.topology;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One primary and its replicas: what Sentinels monitor, or a shard of a Cluster.
 *
 * @param name what {@code sentinel monitor} calls it, such as {@code mymaster}; of a shard, such as {@code shard-1}
 * @param primary name of the node that is primary at boot
 * @param replicas names of its direct and indirect replicas at boot
 * @param quorum Sentinels that must agree before ODOWN; 0 where no Sentinel watches
 * @param clients names of the clients that use it; empty where there is no other group, so that all do; {@link #NOBODY}
 *     for a shard that none uses
 */
public record Group(
        String name,
        String primary,
        List<String> replicas,
        int quorum,
        @Nullable List<String> clients) {
    /** What no client can be called. */
    public static final List<String> NOBODY = List.of("-");

    public Group {
        replicas = List.copyOf(replicas);
        clients = clients == null ? List.of() : List.copyOf(clients);
    }

    /** A group that all clients use. */
    public Group(String name, String primary, List<String> replicas, int quorum) {
        this(name, primary, replicas, quorum, List.of());
    }

    /** True if that node is in it at boot. */
    public boolean has(String node) {
        return primary.equals(node) || replicas.contains(node);
    }

    /** True if that client uses this group. */
    public boolean serves(String client) {
        return clients == null || clients.isEmpty() || clients.contains(client);
    }
}
