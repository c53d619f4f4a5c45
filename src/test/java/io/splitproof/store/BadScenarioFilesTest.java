package io.splitproof.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file in scenarios-bad has its expected problems beside it; {@code -Dgolden=write} writes them anew. */
class BadScenarioFilesTest {
    private static final Path DIRECTORY = Path.of("src/test/resources/scenarios-bad");

    static List<Path> files() throws IOException {
        return ScenarioFiles.list(DIRECTORY);
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyProblemIsToldWithItsLine(Path file) throws IOException {
        ScenarioException thrown = catchThrowableOfType(ScenarioException.class, () -> ScenarioFiles.read(file));
        assertThat(thrown).as("%s is refused", file).isNotNull();
        String told = thrown.problems().stream()
                .map(p -> p.toString().replace(DIRECTORY + "/", "") + "\n")
                .collect(Collectors.joining());
        Path golden = Path.of(file.toString().replace(".yaml", ".txt"));
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(golden, told);
        }
        assertThat(told).isEqualTo(Files.readString(golden));
    }

    @Test
    void aFileThatIsNotThereIsAProblemOfTheFile() {
        ScenarioException thrown =
                catchThrowableOfType(ScenarioException.class, () -> ScenarioFiles.read(DIRECTORY.resolve("none.yaml")));
        assertThat(thrown.problems()).singleElement().satisfies(p -> {
            assertThat(p.line()).isZero();
            assertThat(p.message()).startsWith("expected a scenario file, but there is none");
        });
    }

    @Test
    void problemsComeInOrderOfLines() throws IOException {
        for (Path file : files()) {
            ScenarioException thrown = catchThrowableOfType(ScenarioException.class, () -> ScenarioFiles.read(file));
            assertThat(thrown.problems()).extracting(Problem::line).isSorted();
        }
    }
}
