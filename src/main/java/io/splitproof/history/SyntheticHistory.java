package io.splitproof.history;

import io.splitproof.fault.Fault;
import io.splitproof.fault.Physics;
import io.splitproof.fault.Schedule;
import io.splitproof.fault.ScheduledFault;
import io.splitproof.topology.Address;
import io.splitproof.topology.Box;
import io.splitproof.topology.Group;
import io.splitproof.topology.Link;
import io.splitproof.topology.Node;
import io.splitproof.topology.NodeKind;
import io.splitproof.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A made-up run of the documents' example 2, as long as one likes: what judges are measured on, and no evidence.
 *
 * <p>The primary's box is cut off with writer {@code c1} after a fifth of the load and healed after three fifths. The
 * failover takes 3 s; {@code c1}'s writes are lost from the cut to 10 s after the heal.
 *
 * @param writers names of its clients, each with a box of that name
 */
public record SyntheticHistory(Topology topology, Schedule schedule, List<String> writers, History history) {
    static final List<String> WRITERS = List.of("c1", "c2", "c3", "c4");

    public SyntheticHistory {
        writers = List.copyOf(writers);
    }

    /**
     * A history of that many operations, two events each, and some forty observations. The same arguments always make
     * the same history.
     */
    public static SyntheticHistory of(int operations, long seed) {
        Duration load = Duration.ofSeconds(Math.max(60, operations / 1_000));
        Duration cut = load.dividedBy(5);
        Fault fault = new Fault.Partition(List.of(Set.of("box-1", "c1"), others()), Physics.BLACKHOLE);
        var schedule = new Schedule(List.of(new ScheduledFault("f1", cut, cut.multipliedBy(2), fault)), load);
        return new SyntheticHistory(
                example2(), schedule, WRITERS, new SyntheticRun(schedule, links(), operations, seed).history());
    }

    private static Topology example2() {
        var boxes = new ArrayList<Box>();
        var nodes = new ArrayList<Node>();
        for (int i = 1; i <= 3; i++) {
            boxes.add(new Box("box-" + i, i, Box.Purpose.NODES));
            nodes.add(node("redis-" + i, NodeKind.REDIS, i, 6379));
            nodes.add(node("sentinel-" + i, NodeKind.SENTINEL, i, 26379));
        }
        IntStream.range(0, WRITERS.size()).forEach(i -> boxes.add(new Box(WRITERS.get(i), i + 4, Box.Purpose.CLIENT)));
        return new Topology(boxes, nodes, List.of(new Group("mymaster", "redis-1", List.of("redis-2", "redis-3"), 2)));
    }

    private static Node node(String name, NodeKind kind, int box, int port) {
        String follows = kind == NodeKind.REDIS && box > 1 ? "redis-1" : null;
        return new Node(name, kind, "box-" + box, new Address("127.0.0." + box, port), follows, Map.of());
    }

    private static Set<String> others() {
        return Set.of("box-2", "box-3", "c2", "c3", "c4");
    }

    private static List<Link> links() {
        var links = new ArrayList<Link>();
        for (String inside : List.of("box-1", "c1")) {
            for (String outside : List.of("box-2", "box-3", "c2", "c3", "c4")) {
                links.add(new Link(inside, outside));
                links.add(new Link(outside, inside));
            }
        }
        return links;
    }
}
