package io.splitproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    private static final String RECORDED = "src/test/resources/recorded/";
    private static final String CLAIMS = "reports/claims.jsonl";

    @TempDir
    private Path directory = Path.of("");

    @Test
    void twoRunsAreToldWithTheirSettingsAndTooFewToTell() {
        var terminal = Terminal.run("compare", RECORDED + "no-gate", RECORDED + "lag-limited");
        assertThat(terminal.code()).isZero();
        assertThat(terminal.out())
                .contains("  min-replicas-to-write of mymaster\n    A  0\n    B  1")
                .contains("lost writes                               1       351       351       351     1       ")
                .contains("unknown: n is too small, 1 and 1; ");
    }

    @Test
    void aFileOfSamplesIsTakenApartByServer() throws IOException {
        Path page = directory.resolve("comparison.md");
        var terminal = Terminal.run(
                "compare",
                CLAIMS + ",scenario=sentinel/example-2-crash",
                CLAIMS + ",scenario=sentinel/example-2-lag-limited,factor=2",
                "--markdown",
                page.toString());
        assertThat(terminal.err()).isEmpty();
        assertThat(terminal.code()).isZero();
        assertThat(terminal.out())
                .contains("sentinel/example-2-crash and sentinel/example-2-lag-limited", "report    " + page);
        assertThat(Files.readString(page)).contains("| set up differently | A | B |");
    }

    @Test
    void folderOfRunsIsLookedThroughAndWhatCannotBeReadIsLeftOut() throws IOException {
        copy("one/1", "crash", true);
        copy("one/2", "crash", true);
        copy("two/1", "crash", true);
        copy("two/2", "crash", false);
        var terminal = Terminal.run(
                "compare",
                directory.resolve("one").toString(),
                directory.resolve("two").toString());
        assertThat(terminal.code()).isZero();
        assertThat(terminal.out()).contains("A  2 runs: 2 held", "B  1 run: 1 held");
        assertThat(terminal.err())
                .startsWith("left out  " + directory.resolve("two/2/verdicts.json") + ": expected this file of a run")
                .contains("judge it again: ./splitproof judge " + directory.resolve("two/2"));
    }

    private void copy(String to, String run, boolean judged) throws IOException {
        Path target = Files.createDirectories(directory.resolve(to));
        for (String file : new String[] {"run.json", "history.jsonl", "verdicts.json"}) {
            if (judged || !file.equals("verdicts.json")) {
                Files.copy(Path.of(RECORDED, run, file), target.resolve(file));
            }
        }
    }

    @Test
    void whatCannotBeComparedIsToldAsUsage() {
        assertThat(told("nowhere", CLAIMS))
                .isEqualTo(
                        "expected a run directory, a folder of runs or a file of samples, but nowhere does not exist");
        assertThat(told(CLAIMS, CLAIMS + ",port=1"))
                .isEqualTo("expected " + CLAIMS
                        + " and then KEY=VALUE with one of scenario, server, factor, commit, parted"
                        + " by commas, but found \"port=1\"");
        assertThat(told(CLAIMS, "scenarios"))
                .isEqualTo("expected runs that were judged in scenarios, but there is none");
        assertThat(told(RECORDED + "crash", CLAIMS + ",server=redis:7"))
                .startsWith("expected a scenario that both sets have, or one scenario in each");
    }

    private static String told(String first, String second) {
        var terminal = Terminal.run("compare", first, second);
        assertThat(terminal.code()).isEqualTo(64);
        return terminal.err().strip();
    }

    @Test
    void aDamagedFileOfSamplesIsToldWithItsLine() throws IOException {
        Path file = Files.writeString(directory.resolve("samples.jsonl"), "{}\n");
        var terminal = Terminal.run("compare", file.toString(), CLAIMS);
        assertThat(terminal.code()).isEqualTo(65);
        assertThat(terminal.err()).startsWith(file + ":1: expected a sample");
    }
}
