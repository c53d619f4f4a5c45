package io.splitproof.deployment;

import io.splitproof.topology.Node;
import io.splitproof.topology.NodeKind;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the containers run.
 *
 * @param serverImage image of Redis or Valkey; it also keeps the boxes' network namespaces and probes their links
 * @param serverBinary {@code redis-server} or {@code valkey-server}
 * @param cliBinary {@code redis-cli} or {@code valkey-cli}
 * @param toxiproxyImage image of Toxiproxy
 * @param parts images of what stands around Redis, for the kinds that the topology has
 * @param filterImage image of nftables, where packets are to be dropped; null where they are not
 * @param others what nodes run that want a server of their own, by what they want
 */
public record Software(
        String serverImage,
        String serverBinary,
        String cliBinary,
        String toxiproxyImage,
        Map<NodeKind, String> parts,
        @Nullable String filterImage,
        Map<String, Software> others) {
    public Software {
        parts = Map.copyOf(parts);
        others = Map.copyOf(others);
    }

    /** Without packet filters. */
    public Software(
            String serverImage,
            String serverBinary,
            String cliBinary,
            String toxiproxyImage,
            Map<NodeKind, String> parts) {
        this(serverImage, serverBinary, cliBinary, toxiproxyImage, parts, null, Map.of());
    }

    /** What a topology of Redis and Sentinel alone needs. */
    public Software(String serverImage, String serverBinary, String cliBinary, String toxiproxyImage) {
        this(serverImage, serverBinary, cliBinary, toxiproxyImage, Map.of());
    }

    /** What that node runs; throws NullPointerException if the server that it wants was not had. */
    Software of(Node node) {
        return node.server() == null
                ? this
                : Objects.requireNonNull(others.get(node.server()), () -> "no image was had for " + node.server());
    }
}
