package io.splitproof.lab;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A topology at one moment, as far as it was observed.
 *
 * @param seconds scenario time since the run began
 */
public record Snapshot(
        double seconds,
        String phase,
        List<NodeState> nodes,
        List<LinkState> links,
        List<FaultState> faults,
        List<ClientState> clients) {
    /**
     * A node.
     *
     * @param role what ROLE says, in Redis's own word; null for a Sentinel, and before it was asked
     * @param primary the node that a replica replicates from
     * @param writes what it answers to a write, such as {@code acknowledged}
     * @param hitBy the fault that holds its process or clock; null for none
     */
    public record NodeState(
            String name,
            String box,
            boolean sentinel,
            @Nullable String role,
            @Nullable String primary,
            @Nullable String writes,
            @Nullable String hitBy) {}

    /** A directed link that a fault holds; {@code cut} is false where it is slow. */
    public record LinkState(String from, String to, String fault, boolean cut) {}

    /**
     * A fault that has begun and is not healed.
     *
     * @param state applying, applied, proven, healing or doubted
     */
    public record FaultState(String id, String what, double since, String state) {}

    /**
     * A client.
     *
     * @param rate successes in the last second
     * @param node who answered last; null for nobody
     * @param without how long it has been without a success, in seconds; 0 while it is served
     * @param longest the longest such time so far, in seconds
     */
    public record ClientState(
            String name,
            double rate,
            @Nullable String node,
            long ok,
            long fail,
            long info,
            double without,
            double longest) {}
}
