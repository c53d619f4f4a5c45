package io.splitproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import io.splitproof.engine.Engine;
import io.splitproof.engine.Leases;
import io.splitproof.engine.Provision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The password of a run is in configuration files inside its containers, and nowhere else. */
@Tag("scenario")
@Isolated
class SecretsIT {
    private static final Duration RUN = Duration.ofSeconds(150);

    @TempDir
    private Path runs = Path.of("");

    @Test
    void thePasswordIsInNoFileOfTheRunInNoArgumentAndInNothingThatInspectShows() throws Exception {
        String scenario = "scenarios/sentinel/example-2-crash.yaml";
        String output;
        try (var command = CommandProcess.start(Map.of(), "run", scenario, "--keep", "--runs", runs.toString())) {
            command.exitCode(RUN);
            output = command.output();
        }
        String runId = output.replaceAll("(?s).*splitproof clean ([0-9a-f]+).*", "$1");
        try (var engine = Engine.connect(Provision.NEVER, line -> {})) {
            String password = password(engine, "splitproof-" + runId + "-redis-2");
            assertThat(password).as("the password that the container holds").matches("[0-9a-f]{32}");
            assertThat(output).doesNotContain(password);
            assertThat(filesWith(password))
                    .as("files of the run with the password")
                    .isEmpty();
            assertThat(inspected(engine, runId)).isNotEmpty().noneMatch(text -> text.contains(password));
        } finally {
            try (var clean = CommandProcess.start(Map.of(), "clean", runId)) {
                assertThat(clean.exitCode(Duration.ofSeconds(60))).isEqualTo(ExitCodes.HELD);
            }
        }
    }

    private List<Path> filesWith(String password) throws IOException {
        try (Stream<Path> files = Files.walk(runs)) {
            return files.filter(Files::isRegularFile)
                    .filter(f -> holds(f, password))
                    .toList();
        }
    }

    private static boolean holds(Path file, String password) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(password);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What the engine tells of every container: its creation, environment, arguments, and processes. */
    private static List<String> inspected(Engine engine, String runId) {
        return engine.client().listContainersCmd().withLabelFilter(Map.of(Leases.RUN, runId)).exec().stream()
                .map(c -> engine.client()
                                .inspectContainerCmd(c.getId())
                                .exec()
                                .getRawValues()
                                .toString()
                        + List.of(engine.client()
                                        .topContainerCmd(c.getId())
                                        .exec()
                                        .getProcesses())
                                .stream()
                                .map(List::of)
                                .toList())
                .toList();
    }

    private static String password(Engine engine, String container) throws InterruptedException {
        var text = new StringBuilder();
        var command = engine.client()
                .execCreateCmd(container)
                .withAttachStdout(true)
                .withCmd("sed", "-n", "s/^requirepass //p", "/node/node.conf")
                .exec();
        var output = new ResultCallback.Adapter<Frame>() {
            @Override
            public void onNext(Frame frame) {
                text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
            }
        };
        engine.client().execStartCmd(command.getId()).exec(output).awaitCompletion(10, TimeUnit.SECONDS);
        return text.toString().strip().replace("\"", "");
    }
}
