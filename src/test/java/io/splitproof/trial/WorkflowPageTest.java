package io.splitproof.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.store.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkflowPageTest {
    private final Outcome lossy;

    @TempDir
    private Path directory = Path.of("");

    WorkflowPageTest(@TempDir Path copy) throws IOException {
        for (String file : new String[] {"run.json", "history.jsonl"}) {
            Files.copy(Path.of("src/test/resources/recorded/no-gate", file), copy.resolve(file));
        }
        lossy = Judging.judge(RunDirectory.open(copy));
    }

    private WorkflowPage page(Path file) {
        return WorkflowPage.of(Map.of("GITHUB_STEP_SUMMARY", file.toString()));
    }

    @Test
    void everyRunIsARowUnderOneHead() throws IOException {
        Path file = directory.resolve("rows.md");
        Files.writeString(file, "# What another step said\n");
        var page = page(file);
        assertThat(page.add(lossy)).isEmpty();
        assertThat(page.add(lossy)).isEmpty();
        assertThat(Files.readAllLines(file))
                .startsWith(
                        "# What another step said",
                        "",
                        "| scenario | verdict | writable after | outage | lost writes | why |",
                        "| --- | --- | --: | --: | --: | --- |")
                .hasSize(6)
                .last()
                .asString()
                .startsWith("| recorded-no-gate | **violated** | 4.349 s | 0.198 s | 351 of 948 | "
                        + "No acknowledged write is lost. 351 of 948 acknowledged writes are lost");
    }

    @Test
    void withoutAPageNothingIsWritten() {
        assertThat(WorkflowPage.of(Map.of()).add(lossy)).isEmpty();
        assertThat(WorkflowPage.of(Map.of("GITHUB_STEP_SUMMARY", " ")).add(lossy))
                .isEmpty();
    }

    @Test
    void aPageThatCannotBeWrittenIsToldOnceAndFailsNothing() {
        var page = page(directory.resolve("nowhere/rows.md"));
        assertThat(page.add(lossy)).hasValueSatisfying(why -> assertThat(why).contains("nowhere/rows.md"));
        assertThat(page.add(lossy)).isEmpty();
        assertThat(page(Path.of("/")).add(lossy)).isPresent();
    }

    @Test
    void aPageStaysBelowWhatGithubAccepts() throws IOException {
        Path file = directory.resolve("long.md");
        Files.writeString(file, "x".repeat(999_000));
        var page = page(file);
        for (int i = 0; i < 100; i++) {
            assertThat(page.add(lossy)).isEmpty();
        }
        assertThat(Files.size(file)).isLessThan(1 << 20);
        assertThat(Files.readString(file)).endsWith("their reports are in the artifacts.\n");
    }
}
