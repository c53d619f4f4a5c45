package io.splitproof.probe;

import io.lettuce.core.RedisCommandExecutionException;
import io.splitproof.probe.NodeConnection.Unreachable;
import io.splitproof.topology.Group;
import io.splitproof.topology.Node;
import io.splitproof.topology.Topology;
import io.splitproof.topology.VirtualIp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether a running topology has found itself: one primary in every view, links up, every Sentinel agreeing.
 *
 * <p>Counts alone prove nothing, since configuration files may state them; so flags, link states and CKQUORUM count.
 */
public final class Convergence {
    /**
     * Flags of another Sentinel that is well. {@code master_down} is what it answered last when it was asked of the
     * primary, which is healthy by now; Redis forgets it after 5 s, Valkey 9.1 never (valkey-io/valkey#2763; see the
     * scenario {@code gallery/valkey-2763} for what comes of it).
     */
    private static final Set<String> WELL = Set.of("sentinel", "sentinel,master_down");

    private final Plane plane;
    private final Topology topology;

    public Convergence(Plane plane) {
        this.plane = plane;
        this.topology = plane.topology();
    }

    /**
     * What is missing now, in words; empty if nothing is.
     *
     * @param dead nodes that a fault has killed for good and that nobody waits for
     */
    public Optional<String> missing(Set<String> dead) {
        if (topology.isCluster()) {
            return new ClusterConvergence(plane).missing(dead);
        }
        for (Group group : topology.groups()) {
            Optional<String> missing = missing(group, dead);
            if (missing.isPresent()) {
                return missing;
            }
        }
        return Optional.empty();
    }

    /**
     * What is missing of the group beside a Cluster, in words; empty if nothing is, or there is none. Once its data have
     * moved nobody waits for it.
     *
     * @param later nodes that do not run yet
     */
    public Optional<String> missingOutside(Set<String> later) {
        return topology.outside().flatMap(group -> missing(group, later));
    }

    /** Which replica of a Cluster does not replicate from the primary that is declared, in words; empty if all do. */
    public Optional<String> undeclared() {
        try {
            return topology.isCluster() ? new ClusterConvergence(plane).undeclared() : Optional.empty();
        } catch (Unreachable | RedisCommandExecutionException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Which balancer does not lead writes to the primary alone and reads to every replica, as at boot, in words; empty
     * if all do.
     *
     * @param later nodes that do not run yet
     */
    public Optional<String> misled(Set<String> later) {
        return topology.balancers().stream()
                .filter(b -> !later.contains(b.name()))
                .flatMap(b -> misled(b, later).stream())
                .findFirst();
    }

    private Optional<String> misled(Node balancer, Set<String> later) {
        Optional<BalancerStatistics> seen = plane.toBalancer(balancer).ask();
        if (seen.isEmpty() || !seen.get().checked()) {
            return Optional.of(
                    balancer.name() + (seen.isEmpty() ? " does not answer" : " has not looked at every node"));
        }
        var writes = new TreeSet<String>();
        var reads = new TreeSet<String>();
        topology.groups().forEach(group -> {
            writes.add(group.primary());
            reads.addAll(group.replicas());
        });
        reads.removeAll(later);
        boolean right = writes.equals(Set.copyOf(seen.get().writes()))
                && reads.equals(Set.copyOf(seen.get().reads()));
        return right
                ? Optional.empty()
                : Optional.of(balancer.name() + " leads writes to " + seen.get().writes() + " and reads to "
                        + seen.get().reads() + ", not to " + writes + " and " + reads);
    }

    /** Who has the virtual IP instead of the box that is to have it at boot, in words; empty if that box alone has it. */
    public Optional<String> misplaced() {
        VirtualIp ip = topology.virtualIp();
        if (ip == null) {
            return Optional.empty();
        }
        List<String> holders = plane.holdersOfVirtualIp();
        return holders.equals(List.of(ip.holder()))
                ? Optional.empty()
                : Optional.of("the virtual IP should be with " + ip.holder() + " but is with "
                        + (holders.isEmpty() ? "nobody" : String.join(" and ", holders)));
    }

    private Optional<String> missing(Group group, Set<String> dead) {
        try {
            var roles = roles(group, dead);
            List<String> primaries = roles.entrySet().stream()
                    .filter(e -> e.getValue().get(0).equals("master"))
                    .map(Map.Entry::getKey)
                    .toList();
            if (primaries.size() != 1) {
                return Optional.of(primaries.size() + " nodes of " + group.name() + " say that they are primary: "
                        + String.join(", ", primaries));
            }
            Node primary = topology.node(primaries.get(0));
            Optional<String> link = badLink(roles, primary);
            return link.isPresent() ? link : badView(group, primary, dead);
        } catch (Unreachable | RedisCommandExecutionException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Map<String, List<String>> roles(Group group, Set<String> dead) {
        var roles = new HashMap<String, List<String>>();
        for (Node node : members(group, dead)) {
            var reply = plane.to(node).raw("ROLE").stream().map(String::valueOf).toList();
            roles.put(node.name(), reply);
        }
        return roles;
    }

    private List<Node> members(Group group, Set<String> dead) {
        var members = new ArrayList<Node>();
        members.add(topology.node(group.primary()));
        group.replicas().forEach(r -> members.add(topology.node(r)));
        members.removeIf(n -> dead.contains(n.name()));
        return members;
    }

    private static Optional<String> badLink(Map<String, List<String>> roles, Node primary) {
        for (var entry : roles.entrySet()) {
            List<String> role = entry.getValue();
            if (role.get(0).equals("slave") && !role.get(3).equals("connected")) {
                return Optional.of(entry.getKey() + " says that its link to " + role.get(1) + ":" + role.get(2) + " is "
                        + role.get(3));
            }
        }
        return roles.isEmpty() ? Optional.of("no node is alive; " + primary.name()) : Optional.empty();
    }

    private Optional<String> badView(Group group, Node primary, Set<String> dead) {
        int sentinels = (int) topology.sentinels().stream()
                .filter(s -> !dead.contains(s.name()))
                .count();
        for (Node sentinel : topology.sentinels()) {
            if (dead.contains(sentinel.name())) {
                continue;
            }
            Optional<String> bad = badMaster(sentinel, group, primary, sentinels - 1);
            if (bad.isEmpty()) {
                bad = badPeers(sentinel, group, primary, dead);
            }
            if (bad.isEmpty()) {
                bad = noQuorum(sentinel, group);
            }
            if (bad.isPresent()) {
                return bad;
            }
        }
        return Optional.empty();
    }

    private Optional<String> badMaster(Node sentinel, Group group, Node primary, int others) {
        var seen = NodeConnection.pairs(plane.to(sentinel).raw("SENTINEL", "MASTER", group.name()));
        String address = seen.get("ip") + ":" + seen.get("port");
        if (!address.equals(primary.address().toString())) {
            return Optional.of(sentinel.name() + " names " + address + " as primary, not " + primary.name());
        }
        if (!"master".equals(seen.get("flags"))) {
            return Optional.of(sentinel.name() + " flags the primary \"" + seen.get("flags") + "\"");
        }
        return Integer.parseInt(seen.getOrDefault("num-other-sentinels", "0")) >= others
                ? Optional.empty()
                : Optional.of(sentinel.name() + " knows " + seen.get("num-other-sentinels") + " other Sentinels");
    }

    /** Every live replica must be known and well; a Sentinel that was set up anew has never heard of the dead. */
    private Optional<String> badPeers(Node sentinel, Group group, Node primary, Set<String> dead) {
        var connection = plane.to(sentinel);
        var replicas = connection.maps("SENTINEL", "REPLICAS", group.name());
        Optional<String> unknown = members(group, dead).stream()
                .filter(n -> !n.equals(primary))
                .map(Node::name)
                .filter(n -> replicas.stream().noneMatch(r -> nameOf(r).equals(n)))
                .findFirst();
        if (unknown.isPresent()) {
            return Optional.of(sentinel.name() + " does not know " + unknown.get() + " as a replica");
        }
        for (var replica : replicas) {
            boolean healthy = "slave".equals(replica.get("flags")) && "ok".equals(replica.get("master-link-status"));
            if (!healthy && !isDead(replica, dead)) {
                return Optional.of(sentinel.name() + " flags replica " + replica.get("name") + " \""
                        + replica.get("flags") + "\", link " + replica.get("master-link-status"));
            }
        }
        for (var other : connection.maps("SENTINEL", "SENTINELS", group.name())) {
            if (!WELL.contains(other.getOrDefault("flags", "")) && !isDead(other, dead)) {
                return Optional.of(sentinel.name() + " flags " + nameOf(other) + " \"" + other.get("flags") + "\"");
            }
        }
        return Optional.empty();
    }

    private boolean isDead(Map<String, String> instance, Set<String> dead) {
        return dead.contains(nameOf(instance));
    }

    private String nameOf(Map<String, String> instance) {
        String address = instance.get("ip") + ":" + instance.get("port");
        return topology.nodes().stream()
                .filter(n -> n.address().toString().equals(address))
                .map(Node::name)
                .findFirst()
                .orElse(address);
    }

    private Optional<String> noQuorum(Node sentinel, Group group) {
        try {
            plane.to(sentinel).raw("SENTINEL", "CKQUORUM", group.name());
            return Optional.empty();
        } catch (RedisCommandExecutionException e) {
            return Optional.of(sentinel.name() + " says " + e.getMessage());
        }
    }

    /** What keeps live replicas from having the primary's offset, or empty if all have it. */
    public Optional<String> behind(Set<String> dead) {
        try {
            if (topology.isCluster()) {
                return new ClusterConvergence(plane).behind(dead);
            }
            for (Group group : topology.groups()) {
                var roles = roles(group, dead);
                var offsets = new HashMap<String, String>();
                roles.forEach((node, r) -> offsets.put(node, r.get(0).equals("master") ? r.get(1) : r.get(4)));
                if (Set.copyOf(offsets.values()).size() > 1) {
                    return Optional.of("replication offsets differ: " + offsets);
                }
            }
            return Optional.empty();
        } catch (Unreachable | RedisCommandExecutionException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
