package io.splitproof.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What should exist: boxes, the nodes in them, and the groups that nodes form. */
public record Topology(List<Box> boxes, List<Node> nodes, List<Group> groups) {
    public Topology {
        boxes = List.copyOf(boxes);
        nodes = List.copyOf(nodes);
        groups = List.copyOf(groups);
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

    public List<Node> sentinels() {
        return nodes.stream().filter(Node::isSentinel).toList();
    }

    public List<Node> redisNodes() {
        return nodes.stream().filter(Node::isRedis).toList();
    }

    public List<Box> nodeBoxes() {
        return boxes.stream().filter(b -> !b.isClient()).toList();
    }

    public List<Box> clientBoxes() {
        return boxes.stream().filter(Box::isClient).toList();
    }

    /** Every directed link over which bytes can flow: all but those between two client boxes. */
    public List<Link> links() {
        var links = new ArrayList<Link>();
        for (Box from : boxes) {
            for (Box to : boxes) {
                if (!from.equals(to) && !(from.isClient() && to.isClient())) {
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
