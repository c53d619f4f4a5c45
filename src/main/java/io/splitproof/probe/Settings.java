package io.splitproof.probe;

import io.splitproof.history.Clock;
import io.splitproof.history.Event.SettingsRead;
import io.splitproof.history.Journal;
import io.splitproof.topology.Group;
import io.splitproof.topology.Node;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the live configuration of every node, without its secrets. */
public final class Settings {
    private static final Pattern SECRET = Pattern.compile("requirepass|.*auth$|.*-pass|tls-.*-pass");

    private final Plane plane;
    private final Clock clock;
    private final Journal journal;

    public Settings(Plane plane, Clock clock, Journal journal) {
        this.plane = plane;
        this.clock = clock;
        this.journal = journal;
    }

    /**
     * Records the settings of a node that has just come up, CONFIG GET or SENTINEL MASTER, as it will run with them.
     *
     * <p>A Redis node gets back what was only for boot: the delay before a diskless full resync, 5 s by default. A
     * Sentinel must be able to save its state; one that cannot forgets its votes at a restart, silently.
     *
     * @throws io.lettuce.core.RedisCommandExecutionException if a Sentinel cannot save its state
     */
    public void record(Node node) {
        if (node.isSentinel()) {
            plane.to(node).raw("SENTINEL", "FLUSHCONFIG");
            plane.topology().groups().forEach(g -> record(node, g));
            return;
        }
        if (node.setting("repl-diskless-sync-delay").isEmpty()) {
            plane.to(node).ask(c -> c.configSet("repl-diskless-sync-delay", "5"));
        }
        var settings = plane.to(node).ask(c -> c.configGet("*"));
        journal.append(new SettingsRead(clock.nanos(), node.name(), null, redacted(settings)));
    }

    private void record(Node sentinel, Group group) {
        var seen = NodeConnection.pairs(plane.to(sentinel).raw("SENTINEL", "MASTER", group.name()));
        journal.append(new SettingsRead(clock.nanos(), sentinel.name(), group.name(), redacted(seen)));
    }

    private Map<String, String> redacted(Map<String, String> settings) {
        var clean = new TreeMap<String, String>();
        settings.forEach((name, value) -> {
            boolean secret = SECRET.matcher(name).matches() && !value.isEmpty();
            clean.put(name, secret ? "******" : plane.redact(value));
        });
        return clean;
    }
}
