package io.splitproof.store;

import io.splitproof.topology.NodeKind;
import io.splitproof.workload.Driver;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads which library a client uses, and with which settings. */
final class DriverReader {
    private static final Map<String, Driver.Mode> MODES = Map.of(
            "lettuce-sentinel", Driver.Mode.LETTUCE_SENTINEL,
            "lettuce-master-replica", Driver.Mode.LETTUCE_MASTER_REPLICA);

    private final Names names;
    private final Problems problems;

    DriverReader(Names names, Problems problems) {
        this.names = names;
        this.problems = problems;
    }

    /** Null for the harness's own client, {@code probe}. */
    @Nullable
    Driver read(Yaml client) {
        Yaml named = client.get("driver").orElse(null);
        Yaml settings = client.get("settings").orElse(null);
        Driver.Mode mode = named == null ? null : named.text().map(MODES::get).orElse(null);
        if (mode == null) {
            if (settings != null) {
                problems.add(
                        settings.line(),
                        "expected settings only where the driver is a library, such as driver: lettuce-sentinel; drop"
                                + " it");
            }
            return null;
        }
        if (!names.shards().isEmpty()) {
            problems.add(
                    client.line(),
                    "expected no driver that asks Sentinels in a topology of kind cluster; drop it, and the harness's own"
                            + " client looks up who has its slot");
        } else if (names.nodes(NodeKind.SENTINEL).isEmpty()) {
            problems.add(
                    client.line(), "expected Sentinels for a client with a driver to ask, but the topology has none");
        }
        for (String key : List.of("node", "reads", "fallback", "wait", "wait-aof")) {
            client.get(key)
                    .ifPresent(value -> problems.add(
                            value.line(),
                            "expected no \"" + key + "\" where the driver is a library; it writes, and asks"
                                    + " Sentinels"));
        }
        Driver.Settings chosen = settings == null ? Driver.Settings.DEFAULTS : settings(settings);
        if (chosen == Driver.Settings.DEFAULTS) {
            client.get("timeout")
                    .ifPresent(value -> problems.add(
                            value.line(),
                            "expected no timeout with the library's own settings, whose limit is 60 s; drop it, or"
                                    + " write settings: recommended"));
        }
        return new Driver(mode, chosen);
    }

    private static Driver.Settings settings(Yaml settings) {
        return settings.text()
                .filter(t -> t.equals(Driver.Settings.RECOMMENDED.name().toLowerCase(Locale.ROOT)))
                .map(t -> Driver.Settings.RECOMMENDED)
                .orElse(Driver.Settings.DEFAULTS);
    }
}
