package io.splitproof.probe;

import io.lettuce.core.RedisCommandExecutionException;
import io.splitproof.deployment.ClockReading;
import io.splitproof.fault.Target.Role;
import io.splitproof.probe.NodeConnection.Unreachable;
import io.splitproof.topology.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers who is what at this moment, by asking the nodes. */
public final class Directory {
    private final Plane plane;
    private final AtomicReference<@Nullable String> leader;

    /** @param leader the Sentinel that was elected last, if one was */
    public Directory(Plane plane, AtomicReference<@Nullable String> leader) {
        this.plane = plane;
        this.leader = leader;
    }

    /** The live nodes of a role, best first. */
    public List<Node> who(Role role) {
        return switch (role) {
            case PRIMARY -> saying("master");
            case REPLICA -> saying("slave");
            case BEST_REPLICA -> bestFirst(saying("slave"));
            case LEADER_SENTINEL ->
                Optional.ofNullable(leader.get())
                        .map(name -> List.of(plane.topology().node(name)))
                        .orElse(List.of());
        };
    }

    private List<Node> saying(String role) {
        var found = new ArrayList<Node>();
        for (Node node : plane.topology().redisNodes()) {
            if (role.equals(infoOf(node).get("role"))) {
                found.add(node);
            }
        }
        return found;
    }

    /** As Sentinel chooses (sentinelSelectSlave): lowest priority above 0, then highest offset, then lowest run id. */
    private List<Node> bestFirst(List<Node> replicas) {
        Map<Node, Map<String, String>> infos = new LinkedHashMap<>();
        replicas.forEach(r -> infos.put(r, infoOf(r)));
        return infos.entrySet().stream()
                .filter(e -> number(e.getValue(), "slave_priority") != 0)
                .sorted(Comparator.<Map.Entry<Node, Map<String, String>>>comparingLong(
                                e -> number(e.getValue(), "slave_priority"))
                        .thenComparing(e -> -number(e.getValue(), "slave_repl_offset"))
                        .thenComparing(e -> String.valueOf(e.getValue().get("run_id"))))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static long number(Map<String, String> info, String field) {
        return Long.parseLong(info.getOrDefault(field, "0"));
    }

    private Map<String, String> infoOf(Node node) {
        try {
            return plane.to(node).info();
        } catch (Unreachable | RedisCommandExecutionException e) {
            return Map.of();
        }
    }

    /** A node's wall clock; empty if the node cannot be asked. */
    public Optional<ClockReading> timeOf(Node node) {
        try {
            return plane.to(node).time();
        } catch (Unreachable | RedisCommandExecutionException e) {
            return Optional.empty();
        }
    }

    /** The names of link probes that a node has seen lately, by its ACL LOG; empty if it cannot be asked. */
    public Optional<Set<String>> probesSeenBy(Node node) {
        try {
            return Optional.of(plane.to(node).maps("ACL", "LOG", "128").stream()
                    .map(entry -> String.valueOf(entry.get("username")))
                    .collect(Collectors.toSet()));
        } catch (Unreachable | RedisCommandExecutionException e) {
            return Optional.empty();
        }
    }
}
