package io.splitproof.checker;

import io.splitproof.fault.Step;
import io.splitproof.history.Event.FinalRead;
import io.splitproof.history.Event.RoleSeen;
import io.splitproof.topology.Address;
import io.splitproof.topology.Group;
import io.splitproof.topology.Node;
import io.splitproof.topology.Slots;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds the authoritative primary of each group: master in the final reads, and the one its replicas follow; in a Cluster
 * the node that serves the slots in every view.
 */
final class Authorities {
    private Authorities() {}

    static List<Authority> of(Evidence evidence) {
        if (evidence.topology().isCluster()) {
            var views = new ClusterViews(evidence);
            return evidence.topology().groups().stream()
                    .flatMap(g -> ofShard(evidence, views, g).stream())
                    .toList();
        }
        return Groups.of(evidence.topology()).stream().map(g -> of(evidence, g)).toList();
    }

    /** One for each slot that clients of the shard write to, which may have been given to another shard. */
    private static List<Authority> ofShard(Evidence evidence, ClusterViews views, Group shard) {
        return evidence.clients().stream()
                .filter(c -> c.writes() && shard.serves(c.name()))
                .map(c -> Slots.of(c.ledger()))
                .distinct()
                .map(slot -> ofSlot(views, shard, slot))
                .distinct()
                .toList();
    }

    private static Authority ofSlot(ClusterViews views, Group shard, int slot) {
        List<String> owners = views.ownersAtEnd(slot);
        if (owners.size() == 1) {
            return new Authority(shard.name(), owners.get(0), "every node's view gives it the slots");
        }
        return new Authority(
                shard.name(),
                null,
                owners.isEmpty()
                        ? "no node serves slot " + slot + " of " + shard.name() + " in the last views"
                        : String.join(" and ", owners) + " both serve slot " + slot + " of " + shard.name()
                                + " in the last views");
    }

    private static Authority of(Evidence evidence, Group group) {
        var masters = new TreeSet<String>();
        evidence.history()
                .of(FinalRead.class)
                .filter(r -> Groups.has(group, r.node()) && r.role().equals("master"))
                .filter(r -> !stoodAlone(evidence, group, r.node()))
                .forEach(r -> masters.add(r.node()));
        List<String> followed = followed(evidence, group);
        if (masters.isEmpty()) {
            return new Authority(group.name(), null, "no final read of a master of " + group.name());
        }
        List<String> agreed = masters.size() == 1
                ? List.copyOf(masters)
                : masters.stream().filter(followed::contains).toList();
        if (agreed.size() != 1) {
            return new Authority(
                    group.name(), null, String.join(" and ", masters) + " both say master after the recovery");
        }
        String node = agreed.get(0);
        if (!followed.isEmpty() && !followed.contains(node)) {
            return new Authority(
                    group.name(), null, node + " says master, but replicas follow " + String.join(", ", followed));
        }
        return new Authority(group.name(), node, followed.isEmpty() ? "the only master" : "its replicas follow it");
    }

    /** True of a node that was to join the group by a step, and never replicated from anybody: its data are its own. */
    private static boolean stoodAlone(Evidence evidence, Group group, String node) {
        return !node.equals(group.primary())
                && evidence.topology()
                        .findNode(node)
                        .filter(n -> n.replicaOf() == null)
                        .isPresent()
                && evidence.history()
                        .of(RoleSeen.class)
                        .noneMatch(r -> r.node().equals(node) && r.role().equals("slave"))
                && OperatorSteps.of(evidence).stream()
                        .noneMatch(s -> s.taken() != null
                                && s.step() instanceof Step.Replicate r
                                && r.node().equals(node));
    }

    /** The primaries that the last ROLE of each replica names. */
    private static List<String> followed(Evidence evidence, Group group) {
        Map<String, RoleSeen> last = new LinkedHashMap<>();
        evidence.history()
                .of(RoleSeen.class)
                .filter(r -> Groups.has(group, r.node()))
                .forEach(r -> last.put(r.node(), r));
        return last.values().stream()
                .filter(r -> r.role().equals("slave"))
                .map(RoleSeen::primary)
                .filter(Objects::nonNull)
                .map(a -> nodeAt(evidence, a))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private static Optional<String> nodeAt(Evidence evidence, String address) {
        try {
            return evidence.topology().nodeAt(Address.parse(address)).map(Node::name);
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
