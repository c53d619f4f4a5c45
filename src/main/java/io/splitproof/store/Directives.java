package io.splitproof.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The directives of one kind of configuration file, with the values each takes. */
final class Directives {
    /** {@code redis.conf} of Redis and Valkey. */
    static final Directives REDIS = load("redis-directives.txt");

    /** {@code sentinel.conf}; directives of a group come without its name. */
    static final Directives SENTINEL = load("sentinel-directives.txt");

    private final String file;
    private final Map<String, String> rows = new LinkedHashMap<>();

    private Directives(String file) {
        this.file = file;
    }

    /** Reads a mapping of settings; directives that are unknown or have a bad value are reported and left out. */
    Map<String, List<String>> read(Yaml settings, Problems problems) {
        var read = new LinkedHashMap<String, List<String>>();
        for (Yaml.Entry entry : settings.entries()) {
            String row = rows.get(entry.key());
            if (row == null) {
                problems.add(entry.line(), unknown(entry.key()));
            } else if (mayBeSet(entry, row, problems)) {
                read.put(entry.key(), values(entry, row, problems));
            }
        }
        return read;
    }

    private String unknown(String name) {
        List<String> current = rows.entrySet().stream()
                .filter(row -> !row.getValue().startsWith("renamed "))
                .map(Map.Entry::getKey)
                .toList();
        String suggestion = Nearest.suggestion(name, current);
        return "unknown directive \"" + name + "\"; "
                + (suggestion.isEmpty() ? "expected one that " + file + " knows" : suggestion.substring(2));
    }

    private static boolean mayBeSet(Yaml.Entry entry, String row, Problems problems) {
        if (row.startsWith("harness ")) {
            problems.add(
                    entry.line(),
                    "expected no \"" + entry.key() + "\" here, since the harness sets it: "
                            + row.substring("harness ".length()));
            return false;
        }
        if (row.startsWith("renamed ")) {
            problems.add(
                    entry.line(),
                    "expected the newer name \"" + row.substring("renamed ".length()) + "\", but found \"" + entry.key()
                            + "\"");
            return false;
        }
        return true;
    }

    private static List<String> values(Yaml.Entry entry, String row, Problems problems) {
        List<String> words = Arrays.asList(row.split(" "));
        ValueShape shape = ValueShape.parse(words.get(0), words.subList(1, words.size()));
        var values = new ArrayList<String>();
        for (Yaml item : entry.value().oneOrMany()) {
            String value = item.text().orElse(null);
            if (value != null && !shape.fits().test(value)) {
                problems.add(
                        item.line(),
                        entry.key() + ": expected " + shape.expected() + ", but found " + item.described());
            } else if (value != null) {
                values.add(value);
            }
        }
        if (values.size() > 1 && !shape.repeats()) {
            problems.add(entry.line(), entry.key() + ": expected one value, but found " + values.size());
        }
        return values;
    }

    private static Directives load(String resource) {
        var directives = new Directives(resource.startsWith("redis") ? "redis.conf" : "sentinel.conf");
        try (InputStream table = Directives.class.getResourceAsStream(resource)) {
            byte[] bytes =
                    Objects.requireNonNull(table, resource + " in the jar").readAllBytes();
            new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> directives.rows.put(
                            line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return directives;
    }
}
