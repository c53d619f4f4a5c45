package io.splitproof;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.cli.Main;
import io.splitproof.store.ScenarioFiles;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the README says can be done can be done. */
class ReadmeTest {
    private static final Path README = Path.of("README.md");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "reports/README.md"})
    void linksLeadSomewhere(String name) throws IOException {
        Path file = Path.of(name);
        var broken = find("\\]\\((?!https?:)([^)#]+)[^)]*\\)", Files.readString(file)).stream()
                .map(m -> m.group(1))
                .filter(target -> !Files.exists(file.resolveSibling(target)))
                .toList();

        assertThat(broken).isEmpty();
    }

    @Test
    void scenariosExist() throws IOException {
        var named = find("\\bscenarios/[\\w./-]+\\.\\w+", readme()).stream()
                .map(m -> Path.of(m.group()))
                .toList();

        assertThat(named).isNotEmpty().allMatch(Files::isRegularFile);
    }

    @Test
    void yamlBlocksAreScenarios() throws IOException {
        List<String> blocks = blocks("yaml");
        for (String block : blocks) {
            ScenarioFiles.read(Files.writeString(directory.resolve("mine.yaml"), block));
        }

        assertThat(blocks).isNotEmpty();
    }

    @TestFactory
    Stream<DynamicTest> commandsAreUnderstood() throws IOException {
        return find("\\./splitproof ([^`\\n]+)", readme()).stream()
                .map(m -> m.group(1).replaceFirst("\\s+#.*", "").strip())
                .distinct()
                .map(line -> DynamicTest.dynamicTest(line, () -> parse(line)));
    }

    private static void parse(String line) {
        var parsed = new CommandLine(new Main()).parseArgs(line.split("\\s+"));

        assertThat(parsed.subcommand()).as("a subcommand of %s", line).isNotNull();
    }

    @Test
    void optionsOfCommandsExist() throws IOException {
        for (MatchResult row : find("(?m)^\\| `\\./splitproof (\\w+)[^|]*\\|(.*)\\|$", readme())) {
            var command = new CommandLine(new Main()).getSubcommands().get(row.group(1));
            var options = find("`(--[\\w-]+)", row.group(2)).stream()
                    .map(m -> m.group(1))
                    .toList();

            assertThat(command.getCommandSpec().optionsMap().keySet()).containsAll(options);
        }
    }

    @Test
    void everyCommandIsListed() throws IOException {
        var listed = new TreeSet<String>();
        find("(?m)^\\| `\\./splitproof (\\w+)", readme()).forEach(m -> listed.add(m.group(1)));

        assertThat(listed)
                .isEqualTo(new TreeSet<>(
                        new CommandLine(new Main()).getSubcommands().keySet()));
    }

    @Test
    void exitCodesAreThoseOfTheCommand() throws IOException, ReflectiveOperationException {
        var table = new TreeMap<Integer, String>();
        find("(?m)^\\| (\\d+) \\| ([^|,]+)[^|]*\\|$", readme())
                .forEach(m -> table.put(Integer.valueOf(m.group(1)), m.group(2).strip()));

        assertThat(table).isEqualTo(exitCodesOfTheHelp());
        assertThat(table.keySet()).isEqualTo(exitCodesOfTheCode());
    }

    private static Map<Integer, String> exitCodesOfTheHelp() {
        String footer = String.join(
                " ", new CommandLine(new Main()).getCommandSpec().usageMessage().footer());
        var codes = new TreeMap<Integer, String>();
        find("(\\d+) ([^,.]+)", footer.substring(footer.indexOf("Exit codes:")))
                .forEach(m -> codes.put(Integer.valueOf(m.group(1)), m.group(2).strip()));
        return codes;
    }

    /** The constants of a class that only its own package sees. */
    private static Set<Integer> exitCodesOfTheCode() throws ReflectiveOperationException {
        var codes = new TreeSet<Integer>();
        for (var field : Class.forName("io.splitproof.cli.ExitCodes").getDeclaredFields()) {
            if (field.getType() == int.class && Modifier.isStatic(field.getModifiers())) {
                field.setAccessible(true);
                codes.add(field.getInt(null));
            }
        }
        return codes;
    }

    @Test
    void javaExampleUsesWhatThereIs() throws IOException, ClassNotFoundException {
        String java = String.join("\n", blocks("java"));
        for (MatchResult m : find("(?m)^import (io\\.splitproof[\\w.]+);", java)) {
            Class.forName(m.group(1));
        }
        var assertions = Arrays.stream(
                        Class.forName("io.splitproof.junit.OutcomeAssert").getDeclaredMethods())
                .map(method -> method.getName())
                .toList();
        var used = find("\\.(\\w+)\\(ofSeconds|\\.(had\\w+)\\(", java).stream()
                .map(m -> m.group(1) == null ? m.group(2) : m.group(1))
                .toList();

        assertThat(used).isNotEmpty();
        assertThat(assertions).containsAll(used).contains(namedAssertions());
    }

    /** Assertions that the text names outside of its example. */
    private static String[] namedAssertions() throws IOException {
        return find("`((?:lost|did|had|held)\\w+)\\(\\)`", readme()).stream()
                .map(m -> m.group(1))
                .toArray(String[]::new);
    }

    private static String readme() throws IOException {
        return Files.readString(README);
    }

    private static List<String> blocks(String language) throws IOException {
        return find("(?s)```" + language + "\\n(.*?)```", readme()).stream()
                .map(m -> m.group(1))
                .toList();
    }

    private static List<MatchResult> find(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().toList();
    }
}
