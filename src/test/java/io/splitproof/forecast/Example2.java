package io.splitproof.forecast;

import io.splitproof.fault.CrashFlavour;
import io.splitproof.fault.Fault;
import io.splitproof.fault.Physics;
import io.splitproof.fault.Target;
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
import org.jspecify.annotations.Nullable;

/** The documents' example 2 for tests: three boxes with a Redis and a Sentinel each, client c1 with the primary, c2 not. */
public final class Example2 {
    public static final Topology TOPOLOGY = new Topology(
            List.of(
                    new Box("box-1", 1, Box.Purpose.NODES),
                    new Box("box-2", 2, Box.Purpose.NODES),
                    new Box("box-3", 3, Box.Purpose.NODES),
                    new Box("c1", 4, Box.Purpose.CLIENT),
                    new Box("c2", 5, Box.Purpose.CLIENT)),
            List.of(redis(1), redis(2), redis(3), sentinel(1), sentinel(2), sentinel(3)),
            List.of(new Group("mymaster", "redis-1", List.of("redis-2", "redis-3"), 2)));

    private Example2() {}

    private static Node redis(int number) {
        return new Node(
                "redis-" + number,
                NodeKind.REDIS,
                "box-" + number,
                new Address("127.0.0." + number, 6379),
                number == 1 ? null : "redis-1",
                Map.of());
    }

    private static Node sentinel(int number) {
        return new Node(
                "sentinel-" + number,
                NodeKind.SENTINEL,
                "box-" + number,
                new Address("127.0.0." + number, 26379),
                null,
                Map.of());
    }

    /** down-after 2 s, failover-timeout 10 s, quorum 2 of 3. */
    public static LiveSettings settings(int minReplicas, int maxLagSeconds) {
        return settings(2, 3, minReplicas, maxLagSeconds);
    }

    static LiveSettings settings(int quorum, int known, int minReplicas, int maxLagSeconds) {
        return new LiveSettings(
                List.of(new LiveSettings.OfGroup(
                        "mymaster",
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10),
                        1,
                        quorum,
                        known,
                        minReplicas,
                        Duration.ofSeconds(maxLagSeconds))),
                "7.0.15");
    }

    /** Box 1 with c1 on one side, everything else on the other. */
    public static Fault.Partition minority(Physics physics) {
        return new Fault.Partition(List.of(Set.of("box-1", "c1"), Set.of("box-2", "box-3", "c2")), physics);
    }

    /** Both directions of every pair of boxes on different sides. */
    public static List<Link> linksBetween(List<String> side, List<String> other) {
        var links = new ArrayList<Link>();
        for (String a : side) {
            for (String b : other) {
                links.add(new Link(a, b));
                links.add(new Link(b, a));
            }
        }
        return links;
    }

    public static List<Link> minorityLinks() {
        return linksBetween(List.of("box-1", "c1"), List.of("box-2", "box-3", "c2"));
    }

    static Disruption minorityCut(Physics physics) {
        return new Disruption(minority(physics), List.of("box-1", "c1", "box-2", "box-3", "c2"), minorityLinks());
    }

    static Disruption kill(CrashFlavour flavour, String... targets) {
        List<Target> list = java.util.Arrays.stream(targets).map(Target::new).toList();
        return new Disruption(new Fault.Kill(list, flavour), List.of(targets), List.of());
    }

    static Situation situation(@Nullable Duration healedAfter, Disruption... active) {
        return new Situation(
                TOPOLOGY,
                TOPOLOGY.groups().get(0),
                "redis-1",
                List.of(active),
                healedAfter,
                Duration.ofSeconds(60),
                Duration.ofMillis(500));
    }
}
