package io.splitproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.store.ScenarioFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which commands call the container engine: they run in a process of their own whose engine counts its callers. */
class EngineCallsTest {
    private final ExecutorService threads = Executors.newSingleThreadExecutor();
    private final AtomicInteger callers = new AtomicInteger();
    private final ServerSocket engine;

    EngineCallsTest() throws IOException {
        this.engine = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::count);
    }

    @AfterEach
    void close() throws IOException {
        engine.close();
        threads.shutdownNow();
    }

    private void count() {
        try {
            while (true) {
                try (Socket caller = engine.accept()) {
                    callers.incrementAndGet();
                    caller.setSoLinger(true, 0);
                }
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    /** The exit lines of these command lines, run one after another in another process. */
    private List<String> run(List<String> commandLines) throws IOException, InterruptedException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                CommandLines.class.getName()));
        command.addAll(commandLines);
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("DOCKER_HOST", "tcp://127.0.0.1:" + engine.getLocalPort());
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return out.lines().filter(line -> line.startsWith("exit ")).toList();
    }

    @Test
    void noBadScenarioAndNoLookAtFilesCallsTheEngine() throws IOException, InterruptedException {
        var lines = new ArrayList<String>();
        var expected = new ArrayList<String>();
        for (Path file : ScenarioFiles.list(Path.of("src/test/resources/scenarios-bad"))) {
            lines.add("run " + file);
            expected.add("exit 64 from run " + file);
        }
        assertThat(lines).hasSizeGreaterThanOrEqualTo(10);
        lines.addAll(List.of("run none", "run sentinel/example-2-crash --dry-run", "list", "judge nowhere"));
        expected.addAll(List.of(
                "exit 64 from run none",
                "exit 0 from run sentinel/example-2-crash --dry-run",
                "exit 0 from list",
                "exit 65 from judge nowhere"));
        assertThat(run(lines)).containsExactlyElementsOf(expected);
        assertThat(callers).hasValue(0);
    }

    @Test
    void aRunCallsTheEngineAndEndsWhenThereIsNone() throws IOException, InterruptedException {
        assertThat(run(List.of("run sentinel/example-2-crash --no-provision --plain --runs target/none")))
                .containsExactly("exit 69 from run sentinel/example-2-crash --no-provision --plain --runs target/none");
        assertThat(callers).as("without this the other test proves nothing").hasPositiveValue();
        assertThat(Path.of("target/none")).doesNotExist();
    }
}
