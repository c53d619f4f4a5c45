package io.splitproof.store;

import io.splitproof.fault.Target.Role;
import io.splitproof.topology.NodeKind;
import io.splitproof.topology.VirtualIp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names of a scenario file: its boxes, the nodes in them, and its clients.
 *
 * <p>Read first and leniently, so that the other readers can check names in a file that has problems elsewhere.
 */
final class Names {
    /** A node as the boxes name it. */
    record Named(String name, NodeKind kind, String box, int line) {}

    private final Map<String, Named> nodes = new LinkedHashMap<>();
    private final Set<String> boxes = new LinkedHashSet<>();
    private final Set<String> clients = new LinkedHashSet<>();
    private final Set<String> writers = new LinkedHashSet<>();
    private final Map<String, String> groupOf = new LinkedHashMap<>();
    private final Set<String> groups = new LinkedHashSet<>();
    private final Set<String> shards = new LinkedHashSet<>();
    private final Set<String> joining = new LinkedHashSet<>();
    private final Map<String, String> shardOf = new LinkedHashMap<>();
    private final Set<String> unaware = new LinkedHashSet<>();
    private final Set<String> outside = new LinkedHashSet<>();
    private boolean movingAddress;

    static Names of(Yaml root, Problems problems) {
        var names = new Names();
        Optional<Yaml> topology = root.get("topology");
        for (Yaml.Entry box :
                topology.flatMap(t -> t.get("boxes")).map(Yaml::entries).orElse(List.of())) {
            names.addBox(box, topology.flatMap(t -> t.get("nodes")), problems);
        }
        topology.flatMap(t -> t.get("groups")).map(Yaml::entries).orElse(List.of()).stream()
                .map(Yaml.Entry::key)
                .forEach(names.groups::add);
        names.movingAddress = topology.filter(t -> t.has("virtual-ip")).isPresent();
        keys(topology, "shards").forEach(names.shards::add);
        keys(topology, "joining").forEach(names.joining::add);
        topology.flatMap(t -> t.get("outside")).flatMap(o -> o.get("nodes")).map(Yaml::items).orElse(List.of()).stream()
                .flatMap(n -> n.text().stream())
                .filter(names.nodes(NodeKind.REDIS)::contains)
                .forEach(names.outside::add);
        for (Yaml.Entry client : root.get("clients").map(Yaml::entries).orElse(List.of())) {
            if (!names.boxes.contains(client.key())) {
                names.checkFree(client.key(), "client", client.line(), problems);
            }
            names.clients.add(client.key());
            if (client.value().text("unaware").filter("true"::equals).isPresent()) {
                names.unaware.add(client.key());
            }
            if (client.value().has("writes")) {
                names.writers.add(client.key());
            }
            client.value().text("group").ifPresent(group -> names.groupOf.put(client.key(), group));
            names.addToShard(client);
        }
        return names;
    }

    private static List<String> keys(Optional<Yaml> topology, String key) {
        return topology.flatMap(t -> t.get(key)).map(Yaml::entries).orElse(List.of()).stream()
                .map(Yaml.Entry::key)
                .toList();
    }

    /** A client that names no shard is given one: each has as many of them as another, or one more. */
    private void addToShard(Yaml.Entry client) {
        List<String> all = shards();
        if (!all.isEmpty()) {
            String given = all.get(shardOf.size() % all.size());
            shardOf.put(client.key(), client.value().text("shard").orElse(given));
        }
    }

    List<Named> nodes() {
        return List.copyOf(nodes.values());
    }

    List<String> nodes(NodeKind kind) {
        return nodes.values().stream()
                .filter(n -> n.kind() == kind)
                .map(Named::name)
                .toList();
    }

    /** What a client can go through: balancers, and the virtual IP if there is one. */
    List<String> fronts() {
        var fronts = new ArrayList<>(nodes(NodeKind.HAPROXY));
        if (movingAddress) {
            fronts.add(VirtualIp.NAME);
        }
        return fronts;
    }

    Optional<Named> node(String name) {
        return Optional.ofNullable(nodes.get(name));
    }

    List<String> nodeNames() {
        return List.copyOf(nodes.keySet());
    }

    /** Boxes of nodes, without those of clients. */
    List<String> nodeBoxes() {
        return List.copyOf(boxes);
    }

    /** Clients, each of which lives in the box of the same name. */
    List<String> clients() {
        return List.copyOf(clients);
    }

    /** Clients that write. */
    List<String> writers() {
        return List.copyOf(writers);
    }

    /** True of a client that knows nothing of Clusters. */
    boolean isUnaware(String client) {
        return unaware.contains(client);
    }

    /** Clients with a box to themselves. */
    List<String> lonelyClients() {
        return clients.stream().filter(c -> !boxes.contains(c)).toList();
    }

    /** Names of groups; empty where the topology is one group. */
    List<String> groups() {
        return List.copyOf(groups);
    }

    /** Names of the shards of a Cluster; empty where the topology is none. */
    List<String> shards() {
        return List.copyOf(shards);
    }

    /** Names of the shards that are no part of the Cluster at boot. */
    List<String> joiningShards() {
        return List.copyOf(joining);
    }

    /** Redis nodes of the group beside a Cluster, its primary first; empty where there is none. */
    List<String> outside() {
        return List.copyOf(outside);
    }

    /** The shard whose slots a client uses, which it names or is given; empty where there are no shards. */
    Optional<String> shardOf(String client) {
        return Optional.ofNullable(shardOf.get(client));
    }

    List<String> clientsOfShard(String shard) {
        return clients.stream().filter(c -> shard.equals(shardOf.get(c))).toList();
    }

    /** Clients that say that they use that group. */
    List<String> clientsOf(String group) {
        return clients.stream().filter(c -> group.equals(groupOf.get(c))).toList();
    }

    /** Boxes of nodes, then those of clients alone. */
    List<String> allBoxes() {
        var all = new ArrayList<>(boxes);
        all.addAll(lonelyClients());
        return all;
    }

    static boolean isRole(String name) {
        return roles().contains(name);
    }

    static List<String> roles() {
        return Arrays.stream(Role.values()).map(Role::word).toList();
    }

    private void addBox(Yaml.Entry box, Optional<Yaml> overrides, Problems problems) {
        checkFree(box.key(), "box", box.line(), problems);
        boxes.add(box.key());
        for (Yaml item : box.value().items()) {
            item.text().ifPresent(name -> addNode(name, box.key(), item.line(), overrides, problems));
        }
    }

    private void addNode(String name, String box, int line, Optional<Yaml> overrides, Problems problems) {
        Named other = nodes.get(name);
        if (other != null) {
            problems.add(
                    line,
                    "expected each node in one box, but \"" + name + "\" is in " + other.box() + " (line "
                            + other.line() + ") already; give one of them another name");
            return;
        }
        checkFree(name, "node", line, problems);
        Optional<String> explicit = overrides.flatMap(o -> o.get(name)).flatMap(o -> o.text("kind"));
        NodeKind kind = NodeKind.of(explicit.orElse(name)).orElse(null);
        if (kind == null && explicit.isEmpty()) {
            problems.add(
                    line,
                    "expected a node called " + String.join("-..., ", NodeKind.words()) + "-..., but found \"" + name
                            + "\"; rename it, or write under topology: nodes: {" + name + ": {kind: redis}}");
        }
        nodes.put(name, new Named(name, kind == null ? NodeKind.REDIS : kind, box, line));
    }

    private void checkFree(String name, String what, int line, Problems problems) {
        String taken = isRole(name)
                ? "a role"
                : VirtualIp.NAME.equals(name)
                        ? "the virtual IP"
                        : boxes.contains(name) ? "a box" : nodes.containsKey(name) ? "a node" : "";
        if (!taken.isEmpty()) {
            problems.add(
                    line,
                    "expected a name of its own for this " + what + ", but \"" + name + "\" is " + taken
                            + " already; choose another");
        }
    }
}
