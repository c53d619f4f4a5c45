package io.splitproof.deployment;

import io.splitproof.topology.NodeKind;
import java.util.Map;
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
 */
public record Software(
        String serverImage,
        String serverBinary,
        String cliBinary,
        String toxiproxyImage,
        Map<NodeKind, String> parts,
        @Nullable String filterImage) {
    public Software {
        parts = Map.copyOf(parts);
    }

    /** Without packet filters. */
    public Software(
            String serverImage,
            String serverBinary,
            String cliBinary,
            String toxiproxyImage,
            Map<NodeKind, String> parts) {
        this(serverImage, serverBinary, cliBinary, toxiproxyImage, parts, null);
    }

    /** What a topology of Redis and Sentinel alone needs. */
    public Software(String serverImage, String serverBinary, String cliBinary, String toxiproxyImage) {
        this(serverImage, serverBinary, cliBinary, toxiproxyImage, Map.of());
    }
}
