package io.splitproof.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.splitproof.scenario.Source;
import io.splitproof.scenario.Untestable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UntestableFileTest {
    @TempDir
    private Path directory = Path.of("");

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("not-testable.yaml"), text);
    }

    @Test
    void readsClaimSourceAndReason() throws IOException {
        assertThat(UntestableFile.read(
                        file("- {claim: A moon is cheese., document: C, section: Moons, why: nobody goes there}\n")))
                .containsExactly(new Untestable("A moon is cheese.", new Source("C", "Moons"), "nobody goes there"));
    }

    @Test
    void tellsEveryProblemWithItsLine() throws IOException {
        Path file = file("- {claim: A moon is cheese., document: C, section: Moons}\n- {clam: x, document: C}\n");
        assertThatThrownBy(() -> UntestableFile.read(file))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("not-testable.yaml:1: expected a text under \"why\", but there is none")
                .hasMessageContaining("not-testable.yaml:2: expected a text under \"claim\"")
                .hasMessageContaining("did you mean \"claim\"?");
    }

    @Test
    void aFileWithoutAListIsRefused() throws IOException {
        Path file = file("claim: x\n");
        assertThatThrownBy(() -> UntestableFile.read(file)).hasMessageContaining("expected a list of claims");
        assertThatThrownBy(() -> UntestableFile.read(directory.resolve("none.yaml")))
                .hasMessageContaining("expected a readable file");
    }

    /** A reason may name scenarios that test a part of the claim; they must be there. */
    @Test
    void theProjectsOwnNamesOnlyScenariosThatThereAre() {
        var named = Pattern.compile("`([a-z]+/[a-z0-9-]+)`");
        assertThat(UntestableFile.read(Path.of("reports/not-testable.yaml")))
                .isNotEmpty()
                .allSatisfy(claim -> named.matcher(claim.why())
                        .results()
                        .forEach(m -> assertThat(Path.of("scenarios", m.group(1) + ".yaml"))
                                .exists()));
    }
}
