package io.splitproof.store;

import io.splitproof.scenario.Source;
import io.splitproof.scenario.Untestable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the claims that cannot be tested: a YAML list of {@code claim}, {@code document}, {@code section}, {@code why}. */
public final class UntestableFile {
    private static final List<String> KEYS = List.of("claim", "document", "section", "why");

    private UntestableFile() {}

    /** The claims in the order of the file; throws ScenarioException with every problem of it if there is any. */
    public static List<Untestable> read(Path file) {
        var problems = new Problems(file.toString());
        var read = new ArrayList<Untestable>();
        text(file, problems).flatMap(text -> YamlFile.parse(text, problems)).ifPresent(root -> {
            if (root.items().isEmpty()) {
                problems.add(root.line(), "expected a list of claims, but found " + root.described());
            }
            root.items().forEach(item -> read.add(claim(item, problems)));
        });
        problems.raise();
        return List.copyOf(read);
    }

    private static Untestable claim(Yaml item, Problems problems) {
        for (String key : KEYS) {
            if (item.text(key).filter(t -> !t.isBlank()).isEmpty()) {
                problems.add(item.line(), "expected a text under \"" + key + "\", but there is none");
            }
        }
        item.entries().stream()
                .filter(e -> !KEYS.contains(e.key()))
                .forEach(e -> problems.add(e.line(), Nearest.unknown("key", e.key(), KEYS, "expected one of ")));
        return new Untestable(
                word(item, "claim"), new Source(word(item, "document"), word(item, "section")), word(item, "why"));
    }

    private static String word(Yaml item, String key) {
        return item.text(key).orElse("").strip();
    }

    private static Optional<String> text(Path file, Problems problems) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            problems.add(0, "expected a readable file of claims that cannot be tested: " + e);
            return Optional.empty();
        }
    }
}
