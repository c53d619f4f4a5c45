package io.splitproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
    private static final String CRASH = "src/test/resources/recorded/crash";

    @TempDir
    private Path directory = Path.of("");

    @Test
    void anExportGoesToStandardOutputAlone() {
        var terminal = Terminal.run("export", CRASH);
        assertThat(terminal.code()).isZero();
        assertThat(terminal.out().lines()).allMatch(line -> line.startsWith("{:type :"));
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void aFileSaysTheSame() throws IOException {
        Path file = directory.resolve("history.json");
        var terminal = Terminal.run("export", CRASH, "--format", "json", "--out", file.toString());
        assertThat(terminal.out()).startsWith("exported  ").contains(" operations to " + file);
        assertThat(Files.readString(file))
                .isEqualTo(Terminal.run("export", CRASH, "--format", "json").out());
    }

    @Test
    void aRunWithoutOperationsAndAFileThatCannotBeWrittenAreToldAsUsage() throws IOException {
        Files.copy(Path.of(CRASH, "run.json"), directory.resolve("run.json"));
        try (var lines = Files.lines(Path.of(CRASH, "history.jsonl"))) {
            Files.write(directory.resolve("history.jsonl"), lines.limit(1).toList());
        }
        var empty = Terminal.run("export", directory.toString());
        assertThat(empty.code()).isEqualTo(64);
        assertThat(empty.err().strip())
                .isEqualTo(directory.resolve("history.jsonl")
                        + ": expected operations of clients, but there are none; export a run whose topology came up and that"
                        + " has clients");
        var unwritable = Terminal.run(
                "export", CRASH, "--out", directory.resolve("no/where").toString());
        assertThat(unwritable.code()).isEqualTo(64);
        assertThat(unwritable.err()).startsWith("expected --out to name a file that can be written, but found ");
    }

    @Test
    void aDirectoryWithoutARunIsDamaged() {
        assertThat(Terminal.run("export", "scenarios").code()).isEqualTo(65);
    }
}
