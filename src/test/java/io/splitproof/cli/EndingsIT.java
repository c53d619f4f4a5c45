package io.splitproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.engine.Engine;
import io.splitproof.engine.Leases;
import io.splitproof.engine.Provision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** However the command ends, its exit code says so, and nothing that it started is left. */
@Tag("scenario")
@Isolated
class EndingsIT {
    private static final String SCENARIO = "scenarios/sentinel/example-2-minority-partition.yaml";
    private static final Duration BOOT = Duration.ofSeconds(90);
    private static final Duration END = Duration.ofSeconds(60);
    /** Each call of the engine has 30 s, and what is left of the process at its end 20 s. */
    private static final Duration HELD_UP = Duration.ofMinutes(2);

    private static final Path SOCKET = Path.of("/var/run/docker.sock");

    @TempDir
    private Path runs = Path.of("");

    @BeforeAll
    static void provideTheEngine() {
        Engine.connect(Provision.of(System.getenv()), line -> {}).close();
    }

    @Test
    void anInterruptUnderAFaultHealsRemovesEverythingAndExits130() throws IOException {
        try (var command = CommandProcess.start(Map.of(), "run", SCENARIO, "--runs", runs.toString())) {
            command.awaitOutput(BOOT, text -> text.contains("effect proven"));
            List<String> own = containers(runId());
            assertThat(own).as("containers while it runs").isNotEmpty();
            command.signal("INT");
            assertThat(command.exitCode(END)).as(command.output()).isEqualTo(ExitCodes.INTERRUPTED);
            assertThat(command.output()).contains("heal");
        }
        assertThat(containers(runId())).as("containers of the interrupted run").isEmpty();
        assertThat(judgedAgain()).isEqualTo(ExitCodes.UNKNOWN);
    }

    /** Typed where nobody reads a line: the terminal's driver makes a signal of it. */
    @Test
    void ctrlCInATerminalRemovesEverythingAndExits130() throws IOException {
        try (var command = CommandProcess.startInTerminal("run", SCENARIO, "--runs", runs.toString())) {
            command.awaitOutput(BOOT, text -> text.contains("every container is up"));
            command.type("\u0003");
            assertThat(command.exitCode(END)).as(command.output()).isEqualTo(ExitCodes.INTERRUPTED);
            assertThat(command.output()).contains("interrupted: everything that was started is removed");
        }
        assertThat(containers(runId())).as("containers of the interrupted run").isEmpty();
    }

    @Test
    void aKilledHarnessIsCleanedUpAfterAndItsRunCanBeJudgedUnknown() throws IOException {
        try (var command = CommandProcess.start(Map.of(), "run", SCENARIO, "--runs", runs.toString())) {
            command.awaitOutput(BOOT, text -> text.contains("effect proven"));
            command.signal("KILL");
            command.exitCode(END);
        }
        assertThat(containers(runId()))
                .as("containers that the killed harness left")
                .isNotEmpty();
        try (var clean = CommandProcess.start(Map.of(), "clean")) {
            assertThat(clean.exitCode(END)).isEqualTo(ExitCodes.HELD);
        }
        assertThat(containers(runId())).as("containers after clean").isEmpty();
        assertThat(judgedAgain()).isEqualTo(ExitCodes.UNKNOWN);
    }

    /** An engine on which removing a container once hung: what is said is true then, and the command ends. */
    @Test
    void whatTheEngineDoesNotRemoveIsNamedTheCommandEndsAllTheSameAndCleanRemovesIt() throws IOException {
        Path script = Files.writeString(runs.resolve("script"), "pause redis-1\nwait 5m\n");
        Path held = runs.resolve("held");
        try (var engine = new HoldingEngine(SOCKET);
                var command = CommandProcess.start(
                        Map.of("DOCKER_HOST", engine.address()), script, "up", "single", "--runs", held.toString())) {
            command.awaitOutput(BOOT, text -> text.contains("effect proven"));
            command.signal("INT");
            assertThat(command.exitCode(HELD_UP)).as(command.output()).isEqualTo(ExitCodes.INTERRUPTED);
            assertThat(command.output())
                    .containsPattern("the container engine did not remove .*splitproof-[0-9a-f]{8}-box-1")
                    .contains("./splitproof clean removes them")
                    .doesNotContain("everything that was started is removed");
        }
        String run = runId(held.resolve("lab/single/latest"));
        try (var clean = CommandProcess.start(Map.of(), "clean")) {
            assertThat(clean.exitCode(END)).isEqualTo(ExitCodes.HELD);
        }
        assertThat(containers(run)).as("containers after clean").isEmpty();
    }

    @Test
    void noEngineExits69AndSaysWhatToDo() {
        var nowhere = Map.of("DOCKER_HOST", "tcp://127.0.0.1:1");
        try (var command =
                CommandProcess.start(nowhere, "run", SCENARIO, "--no-provision", "--runs", runs.toString())) {
            assertThat(command.exitCode(END)).as(command.output()).isEqualTo(ExitCodes.NO_ENGINE);
            assertThat(command.output()).contains("DOCKER_HOST");
        }
    }

    private int judgedAgain() throws IOException {
        try (var judge = CommandProcess.start(
                Map.of("DOCKER_HOST", "tcp://127.0.0.1:1"), "judge", runPath().toString())) {
            int code = judge.exitCode(END);
            assertThat(judge.output()).doesNotContain("HELD");
            return code;
        }
    }

    private Path runPath() throws IOException {
        return runs.resolve("sentinel/example-2-minority-partition/latest").toRealPath();
    }

    private String runId() throws IOException {
        return runId(runPath());
    }

    private static String runId(Path directory) throws IOException {
        String run = Files.readString(directory.resolve("run.json"));
        return run.replaceAll("(?s).*\"run-id\"\\s*:\\s*\"([0-9a-f]+)\".*", "$1");
    }

    private static List<String> containers(String runId) {
        try (var engine = Engine.connect(Provision.NEVER, line -> {})) {
            return engine
                    .client()
                    .listContainersCmd()
                    .withShowAll(true)
                    .withLabelFilter(Map.of(Leases.RUN, runId))
                    .exec()
                    .stream()
                    .map(c -> c.getNames()[0])
                    .toList();
        }
    }
}
