package io.splitproof.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A snapshot as a person reads it in a terminal. */
final class StatusText {
    private StatusText() {}

    static String of(Snapshot now) {
        var lines = new ArrayList<String>();
        lines.add(String.format(Locale.ROOT, "%.3f s, %s", now.seconds(), now.phase()));
        boxes(now)
                .forEach((box, nodes) -> lines.add(String.format(
                        Locale.ROOT,
                        "%-10s %s",
                        box,
                        nodes.stream().map(StatusText::node).collect(Collectors.joining("; ")))));
        now.faults().forEach(f -> lines.add(fault(f, now)));
        if (now.faults().isEmpty()) {
            lines.add("nothing is broken");
        }
        now.clients().forEach(c -> lines.add(client(c)));
        return String.join("\n", lines);
    }

    private static Map<String, List<Snapshot.NodeState>> boxes(Snapshot now) {
        return now.nodes().stream()
                .collect(Collectors.groupingBy(Snapshot.NodeState::box, LinkedHashMap::new, Collectors.toList()));
    }

    private static String node(Snapshot.NodeState node) {
        var words = new ArrayList<String>();
        if (node.role() != null) {
            words.add(role(node));
        }
        if ("acknowledged".equals(node.writes())) {
            words.add("accepts writes");
        } else if (node.writes() != null && !isExpected(node)) {
            words.add("answers writes: " + node.writes());
        }
        if (node.hitBy() != null) {
            words.add("hit by " + node.hitBy());
        }
        return node.name() + (words.isEmpty() ? "" : " " + String.join(", ", words));
    }

    /** A replica refuses writes, or sends them to its primary. */
    private static boolean isExpected(Snapshot.NodeState node) {
        return "slave".equals(node.role()) && List.of("readonly", "moved").contains(node.writes());
    }

    private static String role(Snapshot.NodeState node) {
        return switch (String.valueOf(node.role())) {
            case "master" -> "primary";
            case "slave" -> "replica of " + (node.primary() == null ? "nobody" : node.primary());
            default -> "no answer";
        };
    }

    private static String fault(Snapshot.FaultState fault, Snapshot now) {
        var links = new LinkedHashSet<String>();
        List<Snapshot.LinkState> held =
                now.links().stream().filter(l -> l.fault().equals(fault.id())).toList();
        for (Snapshot.LinkState link : held) {
            boolean both = held.stream().anyMatch(l -> l.from().equals(link.to()) && l.to().equals(link.from()));
            boolean told = links.contains(link.to() + " <-> " + link.from());
            if (!told) {
                links.add(link.from() + (both ? " <-> " : " -> ") + link.to());
            }
        }
        return String.format(
                        Locale.ROOT,
                        "%-4s since %.3f s, %s: %s",
                        fault.id(),
                        fault.since(),
                        fault.state(),
                        fault.what())
                + (links.isEmpty() ? "" : "\n     links: " + String.join(", ", links));
    }

    private static String client(Snapshot.ClientState client) {
        return String.format(
                Locale.ROOT,
                "%-10s %.0f/s at %s; ok %d, fail %d, info %d; %s",
                client.name(),
                client.rate(),
                client.node() == null ? "nobody" : client.node(),
                client.ok(),
                client.fail(),
                client.info(),
                client.without() > 0
                        ? String.format(Locale.ROOT, "without success for %.1f s", client.without())
                        : client.longest() > 0
                                ? String.format(Locale.ROOT, "longest outage %.1f s", client.longest())
                                : "no outage");
    }
}
