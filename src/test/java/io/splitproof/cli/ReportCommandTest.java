package io.splitproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
    private static final Path RECORDED = Path.of("src/test/resources/recorded/no-gate");

    @TempDir
    private Path run = Path.of("");

    @Test
    void writesThePageOfARecordedRunAndSaysWhereItIsWhateverTheVerdict() throws IOException {
        for (String file : List.of("run.json", "history.jsonl")) {
            Files.copy(RECORDED.resolve(file), run.resolve(file));
        }
        var terminal = Terminal.run("report", run.toString());
        assertThat(terminal.code()).isZero();
        assertThat(terminal.out().strip()).isEqualTo(run.resolve("report.html").toString());
        assertThat(Files.readString(run.resolve("report.html"))).startsWith("<!DOCTYPE html>");
    }

    @Test
    void aDirectoryThatIsNotThereIsADamagedRun() {
        var terminal = Terminal.run("report", "nowhere");
        assertThat(terminal.code()).isEqualTo(65);
        assertThat(terminal.err()).startsWith("nowhere: expected the directory of a run");
    }
}
