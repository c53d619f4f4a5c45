package io.splitproof.store;

import io.splitproof.scenario.Scenario;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Scenario files: how they are found and read. */
public final class ScenarioFiles {
    /** How a scenario names its server, as in the schema. */
    public static final Pattern SERVER = Pattern.compile("(redis|valkey):[0-9]+(\\.[0-9]+){0,2}");

    private ScenarioFiles() {}

    /** Reads one scenario; throws ScenarioException with every problem of the file if there is any. */
    public static Scenario read(Path file) {
        var problems = new Problems(file.toString());
        return scenario(name(file), root(file, problems), problems);
    }

    /** The root of a file, or empty where it has none, which is told. */
    static Optional<Yaml> root(Path file, Problems problems) {
        return text(file, problems).flatMap(text -> YamlFile.parse(text, problems));
    }

    /** What a file means that was read under that name. */
    static Scenario scenario(String name, Optional<Yaml> root, Problems problems) {
        if (root.isEmpty() || !root.get().isMapping()) {
            root.ifPresent(r -> problems.add(
                    r.line(), "expected keys such as topology, clients, faults, but found " + r.described()));
            problems.raise();
            throw new AssertionError("a file without a root has a problem: " + name);
        }
        if (root.get().has("trials")) {
            ScenarioShape.ofLiteral().check(root.get(), problems);
            return new LiteralReader(name, root.get(), problems).read();
        }
        ScenarioShape.ofScenario().check(root.get(), problems);
        return new ScenarioReader(name, root.get(), problems).read();
    }

    /** The scenario files in a directory and below, in order of their paths. */
    public static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(f -> isYaml(f.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    /** A scenario's name: its path under {@code scenarios/}, or else its file name, without the ending. */
    static String name(Path file) {
        Path path = file.toAbsolutePath().normalize();
        int root = -1;
        for (int i = 0; i < path.getNameCount() - 1; i++) {
            root = path.getName(i).toString().equals("scenarios") ? i : root;
        }
        Path below = root < 0 ? path.getFileName() : path.subpath(root + 1, path.getNameCount());
        return below.toString().replace('\\', '/').replaceAll("\\.[^./]*$", "");
    }

    private static Optional<String> text(Path file, Problems problems) {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            problems.add(0, "expected a scenario file, but there is none; `splitproof list` shows those there are");
        } catch (CharacterCodingException e) {
            problems.add(0, "expected text in UTF-8, but some bytes are not");
        } catch (IOException e) {
            problems.add(0, "expected a readable file: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static boolean isYaml(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".yaml") || lower.endsWith(".yml");
    }
}
