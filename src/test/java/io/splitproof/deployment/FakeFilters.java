package io.splitproof.deployment;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The packet filters of all boxes: takes nft's scripts as a kernel would, and drops as it was told. */
final class FakeFilters {
    private static final Pattern TABLE = Pattern.compile("table netdev (\\w+)");
    private static final Pattern RULE = Pattern.compile("ether saddr mac of (\\S+) counter drop comment \"(\\S+)\"");

    /** Removed whole, with its rules. */
    private static final String TRIAL = "filter-trial";

    /** Packets dropped, by receiving box, table, and sending box. */
    private final Map<String, Map<String, Map<String, Long>>> tables = new ConcurrentHashMap<>();

    private volatile boolean refuses;

    /** Lets this kernel know nothing of nftables. */
    void refuse() {
        refuses = true;
    }

    /** What nft prints in the container of that name. */
    String said(String container, String script) {
        if (refuses) {
            return "Error: Could not process rule: Operation not supported\n";
        }
        var name = TABLE.matcher(script);
        if (!name.find()) {
            throw new AssertionError("no table in " + script);
        }
        Map<String, Map<String, Long>> own =
                tables.computeIfAbsent(container.replace("-filter", ""), box -> new ConcurrentHashMap<>());
        if (script.contains("nft -f")) {
            var counts = new TreeMap<String, Long>();
            var rules = RULE.matcher(script);
            while (rules.find()) {
                if (!rules.group(1).equals(rules.group(2))) {
                    throw new AssertionError("the rule of " + rules.group(2) + " names " + rules.group(1));
                }
                counts.put(rules.group(2), 0L);
            }
            own.put(name.group(1), counts);
            return done();
        }
        var listing = new StringBuilder();
        own.getOrDefault(name.group(1), Map.of())
                .forEach((box, packets) -> listing.append("counter packets " + packets + " bytes 60 drop comment \"")
                        .append(box)
                        .append("\"\n"));
        if (script.contains("nft delete")) {
            own.remove(name.group(1));
            listing.append(done());
        }
        return listing.toString();
    }

    private static String done() {
        Instant now = Instant.now();
        return "the rules were changed at " + now.getEpochSecond() + String.format("%09d", now.getNano()) + "\n";
    }

    /** Whether a packet arrives, which counts those that do not. */
    boolean passes(String from, String to) {
        boolean dropped = false;
        for (var counts : tables.getOrDefault(to, Map.of()).values()) {
            dropped |= counts.computeIfPresent(from, (box, packets) -> packets + 1) != null;
        }
        return !dropped;
    }

    /** Whether any rule is in force anywhere. */
    boolean isEmpty() {
        return tables.entrySet().stream()
                .allMatch(box -> box.getKey().equals(TRIAL) || box.getValue().isEmpty());
    }
}
