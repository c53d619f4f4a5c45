package io.splitproof.store;

import io.splitproof.topology.Topology;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads through which front, a virtual IP or a balancer, a client goes. */
final class FrontReader {
    private final Names names;
    private final Topology topology;
    private final Problems problems;

    FrontReader(Names names, Topology topology, Problems problems) {
        this.names = names;
        this.topology = topology;
        this.problems = problems;
    }

    /** Null for a client that knows the node that it connects to. */
    @Nullable
    String read(Yaml.Entry entry) {
        Yaml client = entry.value();
        Yaml named = client.get("through").orElse(null);
        if (named == null) {
            return null;
        }
        if (topology.isCluster()) {
            problems.add(
                    named.line(),
                    "expected no \"through\" in a topology of kind cluster, where clients must find the node of each"
                            + " slot themselves; drop it");
        }
        for (String key : List.of("node", "sentinels", "fallback")) {
            // What an application falls back to is its database, beside the front.
            client.get(key)
                    .filter(value -> !key.equals("fallback") || !client.has("role"))
                    .ifPresent(value -> problems.add(
                            value.line(),
                            "expected either through or " + key + ", but found both; a client behind a front knows no"
                                    + " other address"));
        }
        client.text("driver")
                .filter(driver -> !driver.equals("probe"))
                .ifPresent(driver -> problems.add(
                        named.line(),
                        "expected no \"through\" where the driver is a library; it asks Sentinels for the primary"));
        named.text()
                .flatMap(names::node)
                .filter(front -> front.box().equals(entry.key()))
                .ifPresent(front -> problems.add(
                        named.line(),
                        "expected a client in another box than " + front.name() + ", but both are in " + front.box()
                                + "; give the client a box of its own"));
        return named.text().map(name -> known(named, name)).orElse(null);
    }

    private String known(Yaml named, String name) {
        List<String> fronts = names.fronts();
        if (fronts.isEmpty()) {
            problems.add(
                    named.line(),
                    "expected a front to go through, but this topology has none; add a node called haproxy-1 to a box,"
                            + " or a virtual-ip");
        } else if (!fronts.contains(name)) {
            problems.add(named.line(), Nearest.unknown("front", name, fronts, "clients can go through "));
        }
        return name;
    }
}
