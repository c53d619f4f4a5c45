package io.splitproof.checker;

import io.splitproof.topology.Group;
import io.splitproof.topology.Node;
import io.splitproof.topology.Topology;
import java.util.List;

/** The groups of a topology; Redis nodes that no group names form one without a Sentinel. */
final class Groups {
    private Groups() {}

    static List<Group> of(Topology topology) {
        List<String> nodes = topology.redisNodes().stream().map(Node::name).toList();
        if (!topology.groups().isEmpty() || nodes.isEmpty()) {
            return topology.groups();
        }
        String primary = topology.redisNodes().stream()
                .filter(n -> n.replicaOf() == null)
                .map(Node::name)
                .findFirst()
                .orElse(nodes.get(0));
        return List.of(new Group(
                "nodes", primary, nodes.stream().filter(n -> !n.equals(primary)).toList(), 0));
    }

    static boolean has(Group group, String node) {
        return group.has(node);
    }
}
