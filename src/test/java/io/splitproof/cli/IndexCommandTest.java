package io.splitproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class IndexCommandTest {
    private static final Path RECORDED = Path.of("src/test/resources/recorded");

    @TempDir
    private Path directory = Path.of("");

    private Path run(String name, String of, String... files) throws IOException {
        Path run = Files.createDirectories(directory.resolve(name));
        for (String file : files) {
            Path recorded = RECORDED.resolve(of).resolve(file);
            Files.write(run.resolve(file), Files.exists(recorded) ? Files.readAllBytes(recorded) : new byte[0]);
        }
        return run;
    }

    @Test
    void runsAreLinkedToTheBestReportThatThereIs() throws IOException {
        run("s/a b#1", "crash", "run.json", "history.jsonl", "verdicts.json", "report.md", "report.html");
        run("s/2", "no-gate", "run.json", "history.jsonl", "verdicts.json", "report.md");
        run("s/3", "no-gate", "run.json", "history.jsonl", "verdicts.json");
        Files.createSymbolicLink(directory.resolve("s/latest"), Path.of("2"));
        var terminal = Terminal.run("index", directory.toString());
        assertThat(terminal.code()).isZero();
        assertThat(terminal.out()).contains("indexed   3 runs", "page      " + directory.resolve("index.html"));
        assertThat(Files.readString(directory.resolve("index.html")))
                .contains(
                        "href=\"./s/a%20b%231/report.html\"", "href=\"./s/2/report.md\"", "3 runs: 1 held, 2 violated")
                .doesNotContain("s/3/report", "latest");
    }

    @Test
    void anotherPlaceForThePageLinksFromThere() throws IOException {
        run("runs/1", "crash", "run.json", "history.jsonl", "verdicts.json", "report.html");
        Path page = directory.resolve("pages/all.html");
        Terminal.run("index", directory.resolve("runs").toString(), "--out", page.toString());
        assertThat(Files.readString(page)).contains("href=\"./../runs/1/report.html\"");
    }

    @Test
    void whatCannotBeReadIsListedAndTheRestIsIndexed() throws IOException {
        run("1", "crash", "run.json", "history.jsonl", "verdicts.json");
        run("2", "crash", "run.json", "history.jsonl");
        Files.writeString(run("3", "crash", "history.jsonl", "verdicts.json").resolve("run.json"), "{");
        var terminal = Terminal.run("index", directory.toString());
        assertThat(terminal.code()).isZero();
        assertThat(Files.readString(directory.resolve("index.html")))
                .contains("3 runs: 1 held, 0 violated, 0 unknown, 2 unreadable")
                .contains("judge it again: ./splitproof judge " + directory.resolve("2"));
    }

    /** Histories are not read: these are no histories. */
    @Test
    @Timeout(60)
    void fiveHundredRunsAreReadInSeconds() throws IOException {
        for (int i = 0; i < 500; i++) {
            Files.writeString(
                    run("s/" + i, "crash", "run.json", "verdicts.json").resolve("history.jsonl"), "no event");
        }
        long began = System.nanoTime();
        assertThat(Terminal.run("index", directory.toString()).out()).contains("indexed   500 runs");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void aFolderThatIsNotThereIsToldAsUsage() {
        var terminal = Terminal.run("index", "nowhere");
        assertThat(terminal.code()).isEqualTo(64);
        assertThat(terminal.err().strip())
                .isEqualTo("expected a folder of runs, but found no folder nowhere; make runs with ./splitproof run");
    }
}
