package io.splitproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.Event;
import io.splitproof.store.RunDirectory;
import io.splitproof.store.RunRecord;
import io.splitproof.store.ScenarioFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeCommandTest {
    private final RunDirectory run;

    JudgeCommandTest(@TempDir Path root) {
        var scenario = ScenarioFiles.read(Path.of("scenarios/known-bad/no-gate.yaml"));
        this.run = RunDirectory.create(root, "no-gate", Instant.EPOCH, 7);
        run.write(new RunRecord(
                RunRecord.FORMAT,
                "a1b2c3d4",
                scenario,
                7,
                1,
                Instant.EPOCH,
                "test",
                null,
                List.of(),
                new RunRecord.Machine(2, 1L << 30, "Linux", "engine", "bridge"),
                Map.of()));
        try (var history = run.beginHistory()) {
            history.append(new Event.Noted(1, "nothing else was recorded"));
        }
    }

    private Terminal judge() {
        return Terminal.run("judge", run.path().toString());
    }

    private void append(String text) throws IOException {
        Files.writeString(run.historyFile(), text, StandardOpenOption.APPEND);
    }

    @Test
    void aDirectoryThatIsNotThereIsADamagedRun() {
        var terminal = Terminal.run("judge", "nowhere");
        assertThat(terminal.code()).isEqualTo(65);
        assertThat(terminal.err().lines())
                .containsExactly("nowhere: expected the directory of a run, but there is none");
    }

    @Test
    void aDirectoryOfSomethingElseIsADamagedRun() {
        var terminal = Terminal.run("judge", "scenarios");
        assertThat(terminal.code()).isEqualTo(65);
        assertThat(terminal.err()).startsWith("scenarios: expected run.json");
    }

    @Test
    void aDamagedHistoryIsToldWithItsLine() throws IOException {
        append("{\"damaged\n{}\n");
        var terminal = judge();
        assertThat(terminal.code()).isEqualTo(65);
        assertThat(terminal.err()).startsWith(run.historyFile() + ":3: expected an event, but found `{\"damaged`");
        assertThat(terminal.err().lines()).as("no stack trace").hasSize(1);
        assertThat(run.verdictsFile()).doesNotExist();
    }

    @Test
    void aDamagedRunRecordIsToldWithItsLine() throws IOException {
        Files.writeString(run.runFile(), "{\n  \"format\": \n");
        var terminal = judge();
        assertThat(terminal.code()).isEqualTo(65);
        assertThat(terminal.err()).startsWith(run.runFile() + ":");
    }

    @Test
    void aRunThatRecordedNothingIsUnknownAndNeverHeld() {
        var terminal = judge();
        assertThat(terminal.code()).isEqualTo(2);
        assertThat(terminal.out())
                .contains("unknown   No acknowledged write is lost.")
                .contains("report    " + run.reportFile());
        assertThat(run.verdictsFile()).exists();
    }

    @Test
    void aTornLastLineDoesNotKeepARunFromBeingJudged() throws IOException {
        append("{\"at\": 2, \"noted");
        assertThat(judge().code()).isEqualTo(2);
    }

    @Test
    void judgingAgainChangesNothing() throws IOException {
        judge();
        String first = Files.readString(run.verdictsFile());
        judge();
        assertThat(Files.readString(run.verdictsFile())).isEqualTo(first);
    }

    @Test
    void aCopyIsJudgedLikeItsOriginal(@TempDir Path elsewhere) throws IOException {
        var original = judge();
        Files.copy(run.runFile(), elsewhere.resolve("run.json"));
        Files.copy(run.historyFile(), elsewhere.resolve("history.jsonl"));
        var copy = Terminal.run("judge", elsewhere.toString());
        assertThat(copy.code()).isEqualTo(original.code());
        assertThat(copy.out().lines().findFirst())
                .isEqualTo(original.out().lines().findFirst());
    }
}
