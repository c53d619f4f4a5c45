package io.splitproof.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What should exist: boxes, the nodes in them, and the groups that nodes form.
 *
 * @param restart who starts processes again that die; missing in recordings that are older than the word
 * @param cluster which slots each group has, where the groups are shards of a Redis Cluster; null where they are not
 * @param virtualIp an address that moves between boxes; null where there is none
 */
public record Topology(
        List<Box> boxes,
        List<Node> nodes,
        List<Group> groups,
        @Nullable RestartPolicy restart,
        @Nullable Cluster cluster,
        @Nullable VirtualIp virtualIp) {
    public Topology {
        restart = Objects.requireNonNullElse(restart, RestartPolicy.NO);
        boxes = List.copyOf(boxes);
        nodes = List.copyOf(nodes);
        groups = List.copyOf(groups);
    }

    /** A topology without a virtual IP. */
    public Topology(
            List<Box> boxes,
            List<Node> nodes,
            List<Group> groups,
            @Nullable RestartPolicy restart,
            @Nullable Cluster cluster) {
        this(boxes, nodes, groups, restart, cluster, null);
    }

    /** A topology that is no Cluster. */
    public Topology(List<Box> boxes, List<Node> nodes, List<Group> groups, @Nullable RestartPolicy restart) {
        this(boxes, nodes, groups, restart, null);
    }

    /** A topology whose dead processes stay dead. */
    public Topology(List<Box> boxes, List<Node> nodes, List<Group> groups) {
        this(boxes, nodes, groups, RestartPolicy.NO);
    }

    /** True if its groups are shards of a Redis Cluster. */
    public boolean isCluster() {
        return cluster != null;
    }

    /** The group beside a Cluster; empty where there is none, or no Cluster. */
    public Optional<Group> outside() {
        return Optional.ofNullable(cluster).map(Cluster::outside);
    }

    /** True of a Redis node of a Cluster, or one that is to join it. */
    public boolean isMember(Node node) {
        return isCluster() && node.isRedis() && !isOutside(node.name());
    }

    /** True of a Redis node of the group beside a Cluster. */
    public boolean isOutside(String node) {
        return outside().filter(g -> g.has(node)).isPresent();
    }

    /** The nodes of a Cluster, those that are to join it too; empty where there is none. */
    public List<Node> members() {
        return nodes.stream().filter(this::isMember).toList();
    }

    /** The groups that Sentinels watch, if there are Sentinels: all, or the one beside a Cluster. */
    public List<Group> watched() {
        return isCluster() ? outside().stream().toList() : groups;
    }

    @Override
    public RestartPolicy restart() {
        return Objects.requireNonNullElse(restart, RestartPolicy.NO);
    }

    /** The slots that a shard of a Cluster has at boot; empty if it has none, or the topology is no Cluster. */
    public Optional<Slots> slotsOf(String shard) {
        return cluster == null ? Optional.empty() : cluster.slotsOf(shard);
    }

    /** True if the container engine starts dead processes again. */
    public boolean restartsByItself() {
        return restart() == RestartPolicy.UNLESS_STOPPED;
    }

    public Optional<Node> findNode(String name) {
        return nodes.stream().filter(n -> n.name().equals(name)).findFirst();
    }

    /** The node of that name; throws NoSuchElementException that lists those there are. */
    public Node node(String name) {
        return findNode(name)
                .orElseThrow(() -> new NoSuchElementException("unknown node \"" + name + "\"; this topology has "
                        + names(nodes.stream().map(Node::name))));
    }

    public Optional<Box> findBox(String name) {
        return boxes.stream().filter(b -> b.name().equals(name)).findFirst();
    }

    /** The box of that name; throws NoSuchElementException that lists those there are. */
    public Box box(String name) {
        return findBox(name)
                .orElseThrow(() -> new NoSuchElementException("unknown box \"" + name + "\"; this topology has "
                        + names(boxes.stream().map(Box::name))));
    }

    public Box boxOf(Node node) {
        return box(node.box());
    }

    public List<Node> nodesIn(String box) {
        return nodes.stream().filter(n -> n.box().equals(box)).toList();
    }

    public Optional<Node> nodeAt(Address address) {
        return nodes.stream().filter(n -> n.address().equals(address)).findFirst();
    }

    /** The group that a client uses; throws NoSuchElementException if it uses none. */
    public Group groupOf(String client) {
        return groups.stream()
                .filter(g -> g.serves(client))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("client \"" + client + "\" uses no group"));
    }

    /** The group whose primary Sentinels name to a client; throws NoSuchElementException if there is none. */
    public Group watchedFor(String client) {
        return outside().orElseGet(() -> groupOf(client));
    }

    public List<Node> sentinels() {
        return nodes.stream().filter(Node::isSentinel).toList();
    }

    public List<Node> redisNodes() {
        return nodes.stream().filter(Node::isRedis).toList();
    }

    /** Redis and Sentinel nodes, which the harness asks on the observation plane. */
    public List<Node> servers() {
        return nodes.stream().filter(n -> !n.isPart()).toList();
    }

    /** What stands around Redis: balancers, holders of a virtual IP, databases. */
    public List<Node> parts() {
        return nodes.stream().filter(Node::isPart).toList();
    }

    public List<Node> balancers() {
        return nodes.stream().filter(Node::isBalancer).toList();
    }

    /** The servers that nodes want of their own, each once. */
    public List<String> ownServers() {
        return nodes.stream()
                .flatMap(n -> Stream.ofNullable(n.server()))
                .distinct()
                .toList();
    }

    public List<Box> nodeBoxes() {
        return boxes.stream().filter(Box::hasNodes).toList();
    }

    public List<Box> clientBoxes() {
        return boxes.stream().filter(Box::hasClient).toList();
    }

    /** Every directed link over which bytes can flow: all but those between two boxes without nodes. */
    public List<Link> links() {
        var links = new ArrayList<Link>();
        for (Box from : boxes) {
            for (Box to : boxes) {
                if (!from.equals(to) && (from.hasNodes() || to.hasNodes())) {
                    links.add(new Link(from.name(), to.name()));
                }
            }
        }
        return List.copyOf(links);
    }

    private static String names(Stream<String> names) {
        return names.collect(Collectors.joining(", "));
    }
}
