package io.splitproof.probe;

import io.splitproof.topology.Group;
import io.splitproof.topology.Node;
import io.splitproof.topology.Slots;
import io.splitproof.topology.Topology;
import java.util.stream.IntStream;

/** The key that the write probe writes. */
final class ProbeKey {
    private static final String NAME = "splitproof:write-probe";

    private ProbeKey() {}

    /**
     * One key for all nodes; in a Cluster one for each shard, whose slot is among the last that the shard has, since
     * {@code redis-cli --cluster rebalance} takes the first ones away. A node that joins gets one of these, and one that
     * is outside the Cluster the key of all nodes.
     */
    static String of(Node node, Topology topology) {
        if (!topology.isMember(node)) {
            return NAME;
        }
        Slots wanted = topology.groups().stream()
                .filter(g -> has(g, node))
                .findFirst()
                .flatMap(g -> topology.slotsOf(g.name()))
                .map(ProbeKey::lastHalf)
                .orElse(new Slots(0, 99));
        return IntStream.iterate(1, i -> i + 1)
                .mapToObj(i -> NAME + ":{" + i + "}")
                .filter(key -> wanted.contains(Slots.of(key)))
                .findFirst()
                .orElseThrow();
    }

    private static boolean has(Group group, Node node) {
        return group.primary().equals(node.name()) || group.replicas().contains(node.name());
    }

    private static Slots lastHalf(Slots slots) {
        return new Slots(slots.last() - slots.count() / 2, slots.last());
    }
}
