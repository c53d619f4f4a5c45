package io.splitproof.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.splitproof.checker.Result;
import io.splitproof.deployment.DeploymentException;
import io.splitproof.store.RunDirectory;
import io.splitproof.store.ScenarioFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExitCodesTest {
    @ParameterizedTest
    @CsvSource({"HELD, 0", "VIOLATED, 1", "UNKNOWN, 2"})
    void everyResultHasItsCodeAndUnknownIsNoSuccess(Result result, int code) {
        assertThat(ExitCodes.of(result)).isEqualTo(code);
    }

    static Stream<Arguments> failures() {
        Path nowhere = Path.of("nowhere");
        return Stream.of(
                Arguments.of(64, catchThrowable(() -> ScenarioFiles.read(nowhere))),
                Arguments.of(64, new BadUsage("no")),
                Arguments.of(65, catchThrowable(() -> RunDirectory.open(nowhere))),
                Arguments.of(70, new DeploymentException("redis-1 did not start")),
                Arguments.of(70, new UncheckedIOException(new IOException("disk full"))),
                Arguments.of(70, new AssertionError("unhandled")),
                Arguments.of(130, new InterruptedException()),
                Arguments.of(130, new DeploymentException("starting was interrupted", new InterruptedException())),
                Arguments.of(130, new CancellationException()));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void everyFailureHasItsCode(int code, Throwable failure) {
        assertThat(ExitCodes.of(failure)).isEqualTo(code);
    }
}
