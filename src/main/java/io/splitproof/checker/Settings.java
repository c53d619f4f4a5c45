package io.splitproof.checker;

import io.splitproof.forecast.ClusterSettings;
import io.splitproof.forecast.LiveSettings;
import io.splitproof.forecast.Persistence;
import io.splitproof.forecast.Server;
import io.splitproof.history.Event.InfoSeen;
import io.splitproof.history.Event.SettingsRead;
import io.splitproof.topology.Group;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the live settings out of a history: SENTINEL MASTER of each Sentinel and CONFIG GET of each primary. */
final class Settings {
    private Settings() {}

    /** As they were when nodes came up. */
    static LiveSettings of(Evidence evidence) {
        return of(evidence, first(evidence.history().of(SettingsRead.class).toList()));
    }

    /**
     * As they were at that moment: what each Sentinel said last, and what nodes that came up later said first.
     *
     * @param runs which nodes ran then; what others said counts only where none of those did
     */
    static LiveSettings at(Evidence evidence, long nanos, Predicate<String> runs) {
        List<SettingsRead> read = evidence.history().of(SettingsRead.class).toList();
        var last = new LinkedHashMap<String, SettingsRead>();
        read.stream().filter(r -> r.atNanos() <= nanos).forEach(r -> last.put(key(r), r));
        first(read).forEach(r -> last.putIfAbsent(key(r), r));
        List<SettingsRead> running = last.values().stream()
                .filter(r -> r.group() == null || runs.test(r.node()))
                .toList();
        boolean anySentinel = running.stream().anyMatch(r -> r.group() != null);
        return of(evidence, anySentinel ? running : List.copyOf(last.values()));
    }

    private static List<SettingsRead> first(List<SettingsRead> read) {
        var first = new LinkedHashMap<String, SettingsRead>();
        read.forEach(r -> first.putIfAbsent(key(r), r));
        return List.copyOf(first.values());
    }

    private static String key(SettingsRead read) {
        return read.node() + " " + read.group();
    }

    private static LiveSettings of(Evidence evidence, List<SettingsRead> read) {
        return new LiveSettings(
                evidence.topology().groups().stream()
                        .flatMap(group -> ofGroup(group, read))
                        .toList(),
                persistence(evidence, read),
                version(evidence),
                ofCluster(evidence, read));
    }

    private static Map<String, ClusterSettings> ofCluster(Evidence evidence, List<SettingsRead> read) {
        var settings = new LinkedHashMap<String, ClusterSettings>();
        if (evidence.topology().isCluster()) {
            read.stream()
                    .filter(r -> r.group() == null)
                    .forEach(r -> settings.put(
                            r.node(),
                            ClusterSettings.of(
                                    r.settings(), server(evidence, r.node()).orElse(null))));
        }
        return settings;
    }

    private static Optional<Server> server(Evidence evidence, String node) {
        return evidence.history()
                .of(InfoSeen.class)
                .filter(i -> i.node().equals(node))
                .flatMap(i -> Server.in(i.fields()).stream())
                .findFirst();
    }

    private static Map<String, Persistence> persistence(Evidence evidence, List<SettingsRead> read) {
        var persistence = new LinkedHashMap<String, Persistence>();
        read.stream()
                .filter(r -> r.group() == null && r.settings().containsKey("appendonly"))
                .forEach(r -> persistence.put(r.node(), Persistence.of(r.settings(), slowestSave(evidence, r.node()))));
        return persistence;
    }

    /** INFO counts whole seconds; -1 before the first snapshot. */
    private static Duration slowestSave(Evidence evidence, String node) {
        return evidence.history()
                .of(InfoSeen.class)
                .filter(i -> i.node().equals(node))
                .map(i -> parse(i.fields().get("rdb_last_bgsave_time_sec")))
                .map(seconds -> Duration.ofSeconds(seconds + 1))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ofSeconds(1));
    }

    private static Stream<LiveSettings.OfGroup> ofGroup(Group group, List<SettingsRead> read) {
        List<Map<String, String>> views = read.stream()
                .filter(r -> group.name().equals(r.group()))
                .map(SettingsRead::settings)
                .toList();
        if (views.isEmpty() && group.quorum() > 0) {
            return Stream.empty();
        }
        Map<String, String> config = read.stream()
                .filter(r -> r.group() == null && r.node().equals(group.primary()))
                .map(SettingsRead::settings)
                .findFirst()
                .orElse(Map.of());
        return Stream.of(new LiveSettings.OfGroup(
                group.name(),
                Duration.ofMillis(largest(views, "down-after-milliseconds", 30_000)),
                Duration.ofMillis(largest(views, "failover-timeout", 180_000)),
                (int) largest(views, "parallel-syncs", 1),
                (int) largest(views, "quorum", group.quorum()),
                (int) largest(views, "num-other-sentinels", views.size() - 1) + 1,
                (int) number(config, "min-replicas-to-write", "min-slaves-to-write"),
                Duration.ofSeconds(number(config, "min-replicas-max-lag", "min-slaves-max-lag")),
                !"".equals(config.get("save")) || "yes".equals(config.get("appendonly"))));
    }

    private static String version(Evidence evidence) {
        return evidence.history()
                .of(InfoSeen.class)
                .map(InfoSeen::fields)
                .map(f -> f.getOrDefault("valkey_version", f.getOrDefault("redis_version", "")))
                .filter(v -> !v.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Sentinels may disagree; the largest value is the one that delays or forbids most. */
    private static long largest(List<Map<String, String>> views, String field, long missing) {
        return views.stream()
                .map(v -> v.get(field))
                .filter(Objects::nonNull)
                .mapToLong(Settings::parse)
                .max()
                .orElse(missing);
    }

    private static long number(Map<String, String> config, String name, String oldName) {
        return parse(config.getOrDefault(name, config.get(oldName)));
    }

    private static long parse(@Nullable String text) {
        return text == null || text.isBlank() ? 0 : Long.parseLong(text.trim());
    }
}
