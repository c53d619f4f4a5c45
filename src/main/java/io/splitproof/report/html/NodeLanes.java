package io.splitproof.report.html;

import io.splitproof.checker.Coverage;
import io.splitproof.checker.Evidence;
import io.splitproof.checker.Findings;
import io.splitproof.checker.Interval;
import io.splitproof.history.Event;
import io.splitproof.history.WriteAnswer;
import io.splitproof.report.html.PageData.Mark;
import io.splitproof.report.html.PageData.NodeLane;
import io.splitproof.report.html.PageData.Span;
import io.splitproof.topology.Address;
import io.splitproof.topology.Group;
import io.splitproof.topology.Node;
import io.splitproof.topology.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lane of each node: what it said of itself, and what it acknowledged. */
final class NodeLanes {
    /** Answers of a node that is there and would be the one to write to. */
    private static final Set<WriteAnswer> REFUSALS =
            Set.of(WriteAnswer.NOREPLICAS, WriteAnswer.CLUSTERDOWN, WriteAnswer.LOADING, WriteAnswer.ERROR);

    private static final Set<String> CHANNELS = Set.of(
            "+sdown",
            "-sdown",
            "+odown",
            "-odown",
            "+try-failover",
            "+elected-leader",
            "+promoted-slave",
            "+switch-master",
            "+convert-to-slave",
            "+tilt",
            "-tilt",
            "-failover-abort-not-elected",
            "-failover-abort-no-good-slave",
            "-failover-abort-slave-timeout");

    private static final int MARKS = 300;

    private final Topology topology;
    private final List<Event> observations;
    private final Operations operations;
    private final Findings findings;
    private final long end;

    NodeLanes(Evidence observed, Findings findings, Operations operations, long end) {
        this.topology = observed.topology();
        this.observations = observed.history().events();
        this.findings = findings;
        this.operations = operations;
        this.end = end;
    }

    /** Redis nodes first, group by group, then Sentinels and balancers. */
    List<NodeLane> all() {
        return topology.nodes().stream()
                .sorted(Comparator.comparing((Node n) -> !n.isRedis()).thenComparing(this::groupOf))
                .flatMap(n -> lane(n).stream())
                .toList();
    }

    /** Empty for parts that say nothing of themselves. */
    private Optional<NodeLane> lane(Node node) {
        if (node.isRedis()) {
            return Optional.of(ofRedis(node));
        }
        return node.isSentinel()
                ? Optional.of(ofSentinel(node.name()))
                : Optional.of(node).filter(Node::isBalancer).map(b -> ofBalancer(b.name()));
    }

    private NodeLane ofBalancer(String name) {
        var leads = new Spans();
        for (Event event : observations) {
            if (event instanceof Event.BalancerSeen seen && seen.balancer().equals(name)) {
                boolean somewhere = seen.answers() && !seen.writes().isEmpty();
                leads.change(seen.atNanos(), somewhere ? "leads" : "unreachable", EventText.balancer(seen));
            }
        }
        return new NodeLane(name, false, "", leads.statesUntil(end), List.of(), List.of(), List.of(), List.of());
    }

    private String groupOf(Node node) {
        return Stream.concat(topology.groups().stream(), topology.outside().stream())
                .filter(g -> has(g, node.name()))
                .map(Group::name)
                .findFirst()
                .orElse("");
    }

    private static boolean has(Group group, String node) {
        return group.primary().equals(node) || group.replicas().contains(node);
    }

    private NodeLane ofRedis(Node node) {
        String name = node.name();
        var roles = new Spans();
        var refused = new Spans();
        for (Event event : observations) {
            if (event instanceof Event.RoleSeen seen && seen.node().equals(name)) {
                roles.change(seen.atNanos(), role(seen), words(seen));
            } else if (event instanceof Event.WriteProbed probe && probe.node().equals(name)) {
                boolean refuses = REFUSALS.contains(probe.answer());
                refused.change(
                        probe.atNanos(),
                        refuses ? probe.answer().name() : null,
                        "answers writes: " + word(probe.answer()));
            }
        }
        return new NodeLane(
                name,
                false,
                groupOf(node),
                roles.statesUntil(end),
                operations.acknowledgedBy(name),
                operations.lostOn(name),
                withCoverage(name, refused.statesUntil(end)),
                List.of());
    }

    private static String role(Event.RoleSeen seen) {
        return switch (seen.role()) {
            case "master" -> "primary";
            case "slave" -> "replica";
            default -> "unreachable";
        };
    }

    private String words(Event.RoleSeen seen) {
        String primary = seen.primary();
        return switch (seen.role()) {
            case "master" -> "says it is primary";
            case "slave" ->
                "replica" + (primary == null ? "" : " of " + nameOf(primary))
                        + (seen.link() == null || "connected".equals(seen.link()) ? "" : ", link: " + seen.link());
            default -> "unreachable";
        };
    }

    private String nameOf(String address) {
        try {
            return topology.nodeAt(Address.parse(address)).map(Node::name).orElse(address);
        } catch (IllegalArgumentException unreadable) {
            return address;
        }
    }

    private static String word(WriteAnswer answer) {
        return answer.name().toLowerCase(Locale.ROOT);
    }

    private List<Span> withCoverage(String node, List<Span> probed) {
        var all = new ArrayList<>(probed);
        for (Coverage coverage : findings.coverage().toOptional().orElse(List.of())) {
            if (coverage.node().equals(node)) {
                for (Interval failed : coverage.failed()) {
                    all.add(new Span(
                            PageData.seconds(failed.fromNanos()),
                            PageData.seconds(failed.toNanos()),
                            "CLUSTERDOWN",
                            "says cluster_state:fail and refuses everything",
                            0));
                }
            }
        }
        return List.copyOf(all);
    }

    private NodeLane ofSentinel(String name) {
        var down = new Spans();
        var marks = new ArrayList<Mark>();
        for (Event event : observations) {
            if (event instanceof Event.SentinelSaid said && said.sentinel().equals(name)) {
                if (CHANNELS.contains(said.channel()) && marks.size() < MARKS) {
                    marks.add(new Mark(PageData.seconds(said.atNanos()), said.channel(), said.payload()));
                }
                String state = stateAfter(said);
                if (state != null) {
                    down.change(said.atNanos(), state.isEmpty() ? null : state, "says +sdown of the primary");
                }
            }
        }
        return new NodeLane(name, true, "", down.statesUntil(end), List.of(), List.of(), List.of(), marks);
    }

    /** What a Sentinel thinks of the primary after that message: empty for nothing bad; null if it says nothing of it. */
    private static @Nullable String stateAfter(Event.SentinelSaid said) {
        boolean ofPrimary = said.payload().startsWith("master ");
        return switch (said.channel()) {
            case "+sdown" -> ofPrimary ? "sdown" : null;
            case "+odown" -> ofPrimary ? "odown" : null;
            case "-odown" -> ofPrimary ? "sdown" : null;
            case "-sdown" -> ofPrimary ? "" : null;
            case "+switch-master" -> "";
            default -> null;
        };
    }
}
