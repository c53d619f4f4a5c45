package io.splitproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.store.ScenarioFiles;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
    private static final Path BAD = Path.of("src/test/resources/scenarios-bad");

    private final Path runs;

    MainTest(@TempDir Path directory) {
        this.runs = directory.resolve("runs");
    }

    static Set<String> verbs() {
        return new TreeSet<>(new CommandLine(new Main()).getSubcommands().keySet());
    }

    static List<Path> badFiles() throws IOException {
        return ScenarioFiles.list(BAD);
    }

    @Test
    void theVerbsThatTheReadmePromisesAreThere() {
        assertThat(verbs()).contains("bench", "clean", "doctor", "judge", "list", "run");
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void theHelpOfEachVerbShowsAnExampleOfIt(String verb) {
        var terminal = Terminal.run(verb, "--help");
        assertThat(terminal.code()).isZero();
        assertThat(terminal.out()).contains("Example").contains("  ./splitproof " + verb);
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void withoutAVerbTheHelpIsShown() {
        assertThat(Terminal.run().out()).startsWith("Usage: splitproof").contains(verbs());
        assertThat(Terminal.run("--help")).isEqualTo(Terminal.run());
    }

    @Test
    void theHelpNamesEveryExitCode() throws IllegalAccessException {
        String help = Terminal.run("--help").out().replaceAll("\\s+", " ");
        String codes = help.substring(help.indexOf("Exit codes:"));
        for (var field : ExitCodes.class.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == int.class) {
                assertThat(codes).containsPattern("\\b" + field.getInt(null) + " [a-z]");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"run --sed 7 x", "judge --again x", "list --long", "--frobnicate", "doctor --fix"})
    void anUnknownOptionIsBadUsageAndNamed(String line) {
        var terminal = Terminal.run(line.split(" ", -1));
        String option = Arrays.stream(line.split(" ", -1))
                .filter(word -> word.startsWith("--"))
                .findFirst()
                .orElseThrow();
        assertThat(terminal.code()).isEqualTo(64);
        assertThat(terminal.err()).contains(option).contains("--help'.");
        assertThat(terminal.out()).isEmpty();
    }

    @Test
    void anUnknownVerbIsBadUsageWithTheOneThatWasProbablyMeant() {
        var terminal = Terminal.run("jugde", "target/runs");
        assertThat(terminal.code()).isEqualTo(64);
        assertThat(terminal.err()).contains("'jugde'").contains("judge").contains("Try 'splitproof --help'.");
    }

    @Test
    void aVerbWithoutItsArgumentIsBadUsage() {
        var terminal = Terminal.run("run");
        assertThat(terminal.code()).isEqualTo(64);
        assertThat(terminal.err()).contains("SCENARIO").contains("Try 'splitproof run --help'.");
    }

    @Test
    void aSeedThatIsNoNumberIsBadUsage() {
        var terminal = Terminal.run("run", "sentinel/example-2-crash", "--seed", "lucky");
        assertThat(terminal.code()).isEqualTo(64);
        assertThat(terminal.err()).contains("--seed").contains("lucky");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bench -n 0", "bench --events 99", "bench shoes", "bench cluster --nodes 5", "bench cluster -n 0"
            })
    void aBenchOfNothingIsBadUsage(String line) {
        var terminal = Terminal.run(line.split(" ", -1));
        assertThat(terminal.code()).isEqualTo(64);
        assertThat(terminal.out()).isEmpty();
    }

    @Test
    void aScenarioThatIsNotThereIsBadUsageAndSaysWhereToLook() {
        var terminal = Terminal.run("run", "sentinel/none", "--runs", runs.toString());
        assertThat(terminal.code()).isEqualTo(64);
        assertThat(terminal.err())
                .isEqualTo("sentinel/none: expected a scenario file, but there is none; `splitproof list` shows those"
                        + " there are" + System.lineSeparator());
        assertThat(runs).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void everyProblemOfABadScenarioIsToldBeforeAnythingIsMade(Path file) throws IOException {
        var terminal = Terminal.run("run", file.toString(), "--runs", runs.toString());
        assertThat(terminal.code()).isEqualTo(64);
        assertThat(terminal.out()).isEmpty();
        List<String> expected = Files.readAllLines(Path.of(file.toString().replace(".yaml", ".txt"))).stream()
                .map(line -> BAD + "/" + line)
                .toList();
        assertThat(terminal.err().lines()).containsExactlyElementsOf(expected);
        assertThat(runs).doesNotExist();
    }

    @Test
    void aScenarioMayBeNamedWithoutItsDirectoryAndEnding() {
        assertThat(RunCommand.file("sentinel/example-2-crash"))
                .isEqualTo(Path.of("scenarios/sentinel/example-2-crash.yaml"));
        assertThat(RunCommand.file("scenarios/sentinel/example-2-crash.yaml"))
                .isEqualTo(Path.of("scenarios/sentinel/example-2-crash.yaml"));
        assertThat(RunCommand.file("none")).isEqualTo(Path.of("none"));
    }

    @Test
    void aDryRunShowsThePlanAndMakesNothing() {
        var terminal = Terminal.run("run", "sentinel/example-2-lag-limited", "--dry-run", "--runs", runs.toString());
        assertThat(terminal.code()).isZero();
        assertThat(terminal.err()).isEmpty();
        assertThat(terminal.out().lines())
                .contains(
                        "server    redis:7, time-lapse factor 2",
                        "box       box-2: redis-2 at 127.0.0.2:6379 [min-replicas-to-write 1, min-replicas-max-lag"
                                + " 10]; sentinel-2 at 127.0.0.2:26379 [down-after-milliseconds 3000, failover-timeout"
                                + " 10000, parallel-syncs 1]",
                        "group     mymaster: primary redis-1, replicas redis-2, redis-3, quorum 2",
                        "links     18 directed links between 5 boxes",
                        "client    c1 writes 100/s through sentinel-1, time limit 0.5 s",
                        "fault     f1 at 5 s for 25 s: partition [box-1, c1] | [box-2, box-3, c2] (blackhole)",
                        "end       at 50 s of load; then heal, recovery, final reads")
                .anyMatch(line -> line.startsWith("objective failover-within-forecast: "));
        assertThat(runs).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "NaN", "Infinity", "0.05", "101"})
    void aFactorOutOfRangeIsRefusedBeforeAnythingIsMade(String factor) {
        var terminal =
                Terminal.run("run", "sentinel/example-2-crash", "--time-lapse", factor, "--runs", runs.toString());
        assertThat(terminal.code()).isEqualTo(64);
        assertThat(terminal.err())
                .isEqualToNormalizingNewlines(
                        "expected a time-lapse factor from 0.1 to 100, but found " + Double.parseDouble(factor) + "\n");
        assertThat(runs).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--repeat 0", "--repeat 2 --keep", "--server mysql:8", "--real-time --time-lapse 2"})
    void optionsThatMakeNoSenseAreRefusedBeforeAnythingIsMade(String options) {
        List<String> line = new ArrayList<>(List.of("run", "sentinel/example-2-crash", "--runs", runs.toString()));
        line.addAll(List.of(options.split(" ", -1)));
        var terminal = Terminal.run(line.toArray(String[]::new));
        assertThat(terminal.code()).isEqualTo(64);
        assertThat(terminal.err()).contains("but found");
        assertThat(runs).doesNotExist();
    }

    @Test
    void aFactorThatIsNoNumberIsRefused() {
        var terminal = Terminal.run("run", "sentinel/example-2-crash", "--time-lapse", "fast");
        assertThat(terminal.code()).isEqualTo(64);
        assertThat(terminal.err()).contains("'fast' is not a double");
    }

    @Test
    void aRateThatNoConnectionCarriesAtTheFactorIsRefused() {
        var terminal = Terminal.run("run", "sentinel/example-2-crash", "--time-lapse", "50", "--runs", runs.toString());
        assertThat(terminal.code()).isEqualTo(64);
        assertThat(terminal.err()).contains("c1 asks for 100.0/s", "5000.0/s of real time", "lower the rate");
        assertThat(runs).doesNotExist();
    }

    @Test
    void everyShippedScenarioHasAPlan() throws IOException {
        for (Path file : ScenarioFiles.list(Path.of("scenarios"))) {
            assertThat(Terminal.run("run", file.toString(), "--dry-run").code())
                    .as("%s", file)
                    .isZero();
        }
    }

    @Test
    void everyScenarioIsListedWithWhatItBreaksAndWhatMustHold() throws IOException {
        var terminal = Terminal.run("list");
        assertThat(terminal.code()).isZero();
        List<Path> files = ScenarioFiles.list(Path.of("scenarios"));
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            assertThat(terminal.out()).contains(file + "  (");
        }
        assertThat(terminal.out().lines().filter(line -> line.startsWith("    holds   ")))
                .hasSameSizeAs(files);
        assertThat(terminal.out()).contains("    fault   at 5 s: kill primary (process crash)");
    }

    @Test
    void aShortListIsPathsAlone() throws IOException {
        assertThat(Terminal.run("list", "--short").out().lines().collect(Collectors.joining(" ")))
                .isEqualTo(ScenarioFiles.list(Path.of("scenarios")).stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(" ")));
    }

    @Test
    void oneBadScenarioDoesNotHideTheOthersOfItsDirectory() throws IOException {
        Files.createDirectories(runs);
        Files.copy(Path.of("scenarios/known-bad/no-gate.yaml"), runs.resolve("a.yaml"));
        Files.copy(BAD.resolve("quorum.yaml"), runs.resolve("b.yaml"));
        Files.copy(Path.of("scenarios/known-bad/no-gate.yaml"), runs.resolve("c.yaml"));
        var terminal = Terminal.run("list", runs.toString());
        assertThat(terminal.code()).isEqualTo(64);
        assertThat(terminal.out()).contains("a.yaml").contains("c.yaml");
        assertThat(terminal.err()).contains("b.yaml:");
    }

    @Test
    void aListOfNoDirectoryIsBadUsage() {
        var terminal = Terminal.run("list", "nowhere");
        assertThat(terminal.code()).isEqualTo(64);
        assertThat(terminal.err()).startsWith("nowhere: expected a directory of scenarios, but there is none");
    }
}
