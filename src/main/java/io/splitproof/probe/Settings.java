package io.splitproof.probe;

import io.lettuce.core.RedisCommandExecutionException;
import io.splitproof.history.Clock;
import io.splitproof.history.Event.SettingsRead;
import io.splitproof.history.Journal;
import io.splitproof.probe.NodeConnection.Unreachable;
import io.splitproof.topology.Group;
import io.splitproof.topology.Node;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Reads the live configuration of every node, without its secrets. */
public final class Settings {
    private static final Pattern SECRET = Pattern.compile("requirepass|.*auth$|.*-pass|tls-.*-pass");

    /** What decides a failover and may change while a run lasts: Sentinels come, and are forgotten after a RESET. */
    private static final List<String> CHANGING = List.of("num-other-sentinels", "quorum", "down-after-milliseconds");

    /** Each as long as a probe may take. */
    private static final int TRIES = 10;

    private final Plane plane;
    private final Clock clock;
    private final Journal journal;
    private final Map<String, List<String>> recorded = new ConcurrentHashMap<>();

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
     * <p>Saving waits for the disk, on a busy machine for longer than a probe may: what was silent is asked again.
     *
     * @throws io.lettuce.core.RedisCommandExecutionException if a Sentinel cannot save its state
     * @throws NodeConnection.Unreachable if the node cannot be asked, or was silent at every try
     */
    public void record(Node node) {
        for (int left = TRIES - 1; ; left--) {
            try {
                recordOnce(node);
                return;
            } catch (Unreachable e) {
                if (left == 0 || !e.silent()) {
                    throw e;
                }
            }
        }
    }

    private void recordOnce(Node node) {
        if (node.isSentinel()) {
            plane.to(node).raw("SENTINEL", "FLUSHCONFIG");
            plane.topology().watched().forEach(g -> record(node, g));
            return;
        }
        if (node.setting("repl-diskless-sync-delay").isEmpty()) {
            plane.to(node).ask(c -> c.configSet("repl-diskless-sync-delay", "5"));
        }
        var settings = plane.to(node).ask(c -> c.configGet("*"));
        journal.append(new SettingsRead(clock.nanos(), node.name(), null, redacted(settings)));
    }

    /** Records what a Sentinel says of its groups again where a number that decides has changed; never throws. */
    public void recordChanged(Node sentinel) {
        for (Group group : plane.topology().watched()) {
            try {
                var seen = read(sentinel, group);
                if (!changing(seen).equals(recorded.get(key(sentinel, group)))) {
                    append(sentinel, group, seen);
                }
            } catch (Unreachable | RedisCommandExecutionException e) {
                // That it does not answer is what its pulse records.
            }
        }
    }

    private void record(Node sentinel, Group group) {
        append(sentinel, group, read(sentinel, group));
    }

    private Map<String, String> read(Node sentinel, Group group) {
        return NodeConnection.pairs(plane.to(sentinel).raw("SENTINEL", "MASTER", group.name()));
    }

    private static List<String> changing(Map<String, String> seen) {
        return CHANGING.stream().map(name -> String.valueOf(seen.get(name))).toList();
    }

    private static String key(Node sentinel, Group group) {
        return sentinel.name() + " " + group.name();
    }

    private void append(Node sentinel, Group group, Map<String, String> seen) {
        recorded.put(key(sentinel, group), changing(seen));
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
