package io.splitproof.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.splitproof.checker.Result;
import io.splitproof.checker.Verdict;
import io.splitproof.forecast.Bounds;
import io.splitproof.forecast.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
    private static final Instant START = Instant.parse("2026-03-04T05:06:07.890Z");

    private final Path root;

    RunDirectoryTest(@TempDir Path root) {
        this.root = root;
    }

    private static RunRecord record() {
        return new RunRecord(
                RunRecord.FORMAT,
                "a1b2c3",
                ScenarioFiles.read(Path.of("src/test/resources/scenarios-good/everything.yaml")),
                42,
                1,
                START,
                "0.1.0",
                null,
                List.of(new RunRecord.Image("redis:7", "sha256:1", null)),
                new RunRecord.Machine(2, 24L << 30, "Linux 6.1 amd64", "Docker 20.10", "bridge"),
                Map.of("b", "2", "a", "1"));
    }

    @Test
    void aRunIsNamedByItsStartAndSeedBelowItsScenario() {
        RunDirectory run = RunDirectory.create(root, "sentinel/x", START, 42);
        assertThat(run.path()).isEqualTo(root.resolve("sentinel/x/20260304T050607Z-42"));
        assertThat(run.logs()).isDirectory();
    }

    @Test
    void latestIsTheNewestRunAndStaysRelative() throws IOException {
        RunDirectory.create(root, "x", START, 1);
        RunDirectory newest = RunDirectory.create(root, "x", START.plusSeconds(60), 1);
        assertThat(root.resolve("x/latest").toRealPath())
                .isEqualTo(newest.path().toRealPath());
        assertThat(Files.readSymbolicLink(root.resolve("x/latest"))).isRelative();
    }

    @Test
    void twoRunsOfOneSecondAndSeedDoNotShareADirectory() {
        RunDirectory first = RunDirectory.create(root, "x", START, 1);
        RunDirectory second = RunDirectory.create(root, "x", START, 1);
        assertThat(second.path()).isNotEqualTo(first.path());
    }

    @Test
    void aScenariosNameCannotLeaveTheRoot() {
        assertThat(RunDirectory.create(root, "../../a b/..", START, 1).path().normalize())
                .startsWith(root);
        assertThat(RunDirectory.create(root, "/etc", START, 1).path().normalize())
                .startsWith(root);
    }

    @Test
    void aRunComesBackAsItWasWritten() {
        RunDirectory run = RunDirectory.create(root, "x", START, 1);
        run.write(record());
        assertThat(run.run()).isEqualTo(record());
    }

    @Test
    void everyShippedScenarioComesBackFromJson() throws IOException {
        for (Path file : ScenarioFiles.list(Path.of("scenarios"))) {
            var scenario = ScenarioFiles.read(file);
            assertThat(Json.read(Json.pretty(scenario), scenario.getClass())).isEqualTo(scenario);
        }
    }

    @Test
    void theSameRecordMakesTheSameBytes() {
        assertThat(Json.pretty(record())).isEqualTo(Json.pretty(record()));
        assertThat(Json.pretty(Map.of("at", Set.of("c", "a", "b"), "aa", 1)))
                .isEqualTo("{\n  \"aa\": 1,\n  \"at\": [\n    \"a\",\n    \"b\",\n    \"c\"\n  ]\n}\n");
    }

    @Test
    void timesAreSecondsAndNamesInKebabCase() {
        var stages = new EnumMap<Stage, Bounds>(Stage.class);
        stages.put(Stage.SDOWN_FIRST, new Bounds(Duration.ofSeconds(10), Duration.ofMillis(12_345)));
        assertThat(Json.pretty(stages).replaceAll("\\s", ""))
                .isEqualTo("{\"sdown-first\":{\"lower\":10,\"upper\":12.345}}");
    }

    @Test
    void aVerdictComesBackFromItsFile() {
        var verdict = new Verdict("no-lost-writes", "No write is lost.", Result.HELD, "0 of 9", List.of());
        VerdictFile.write(root.resolve("verdicts.json"), verdict);
        assertThat(VerdictFile.read(root.resolve("verdicts.json"), Verdict.class))
                .isEqualTo(verdict);
    }

    @Test
    void aDirectoryWithoutHistoryIsNoRun() {
        RunDirectory run = RunDirectory.create(root, "x", START, 1);
        run.write(record());
        assertThatThrownBy(() -> RunDirectory.open(run.path()))
                .isInstanceOf(DamagedRunException.class)
                .hasMessageContaining("expected history.jsonl");
        run.beginHistory().close();
        assertThat(RunDirectory.open(run.path()).history().truncated()).isFalse();
    }

    @Test
    void aDirectoryThatIsNotThereIsNoRun() {
        assertThatThrownBy(() -> RunDirectory.open(root.resolve("none"))).isInstanceOf(DamagedRunException.class);
    }

    @Test
    void aDamagedRunRecordIsRefusedWithItsLine() throws IOException {
        RunDirectory run = RunDirectory.create(root, "x", START, 1);
        run.write(record());
        String text = Files.readString(run.runFile());
        Files.writeString(run.runFile(), text.substring(0, text.length() / 2));
        assertThatThrownBy(run::run)
                .isInstanceOfSatisfying(
                        DamagedRunException.class, e -> assertThat(e.line()).isPositive());
    }

    @Test
    void aRunRecordWithoutItsScenarioIsRefused() throws IOException {
        RunDirectory run = RunDirectory.create(root, "x", START, 1);
        Files.writeString(run.runFile(), "{\"format\": 1}");
        assertThatThrownBy(run::run).isInstanceOf(DamagedRunException.class);
        Files.writeString(run.runFile(), Json.pretty(record()).replace("\"format\": 1", "\"format\": 9"));
        assertThatThrownBy(run::run).hasMessageContaining("expected format 1, but found 9");
    }
}
