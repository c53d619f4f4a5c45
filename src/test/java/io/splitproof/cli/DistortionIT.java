package io.splitproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.engine.Engine;
import io.splitproof.engine.Provision;
import io.splitproof.history.Event.HarnessStalled;
import io.splitproof.history.Event.NodeLate;
import io.splitproof.history.History;
import io.splitproof.store.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Time that is taken from the harness or from nodes while a failover is measured, ten times as much of it in
 * time-lapse: the run says unknown, and not that the configuration broke its promise.
 *
 * <p>The primary of the documented set-up dies; after 30 s of the nodes' time, 3 s of real time, a replica takes over.
 * From 1.5 s on something stands still for 2.5 s, 25 s of scenario time.
 */
@Tag("scenario")
@Isolated
class DistortionIT {
    private static final Duration BOOT = Duration.ofSeconds(90);
    private static final Duration END = Duration.ofSeconds(90);
    private static final Duration UNTIL_IT_STOPS = Duration.ofMillis(1_500);
    private static final Duration STOPPED = Duration.ofMillis(2_500);
    private static final long MOST_OF_IT = Duration.ofSeconds(20).toNanos();

    @TempDir
    private Path runs = Path.of("");

    @BeforeAll
    static void provideTheEngine() {
        Engine.connect(Provision.of(System.getenv()), line -> {}).close();
    }

    @Test
    void aHarnessThatStoodStillMakesTheVerdictUnknown() throws IOException {
        try (var command = run()) {
            wait(UNTIL_IT_STOPS);
            command.signal("STOP");
            wait(STOPPED);
            command.signal("CONT");
            assertThat(command.exitCode(END)).as(command.output()).isEqualTo(ExitCodes.UNKNOWN);
            assertThat(command.output()).contains(" stalled for 2").doesNotContain("violated ");
        }
        assertThat(history().of(HarnessStalled.class)).anyMatch(s -> s.lateNanos() > MOST_OF_IT);
    }

    @Test
    void sentinelsThatStoodStillMakeTheVerdictUnknown() throws IOException {
        try (var engine = Engine.connect(Provision.NEVER, line -> {});
                var command = run()) {
            List<String> sentinels = containers("sentinel-1", "sentinel-2");
            wait(UNTIL_IT_STOPS);
            sentinels.forEach(s -> engine.client().pauseContainerCmd(s).exec());
            wait(STOPPED);
            sentinels.forEach(s -> engine.client().unpauseContainerCmd(s).exec());
            assertThat(command.exitCode(END)).as(command.output()).isEqualTo(ExitCodes.UNKNOWN);
            assertThat(command.output()).contains("unknown ").doesNotContain("violated ");
        }
        assertThat(history().of(NodeLate.class))
                .filteredOn(late -> late.lateNanos() > MOST_OF_IT)
                .extracting(NodeLate::node)
                .contains("sentinel-1", "sentinel-2");
    }

    /** A run whose primary has just died. */
    private CommandProcess run() {
        var command = CommandProcess.start(
                Map.of(), "run", "sentinel/documented", "--time-lapse", "10", "--runs", runs.toString());
        command.awaitOutput(BOOT, text -> text.contains("fault f1 kill primary"));
        return command;
    }

    private static void wait(Duration real) {
        long until = System.nanoTime() + real.toNanos();
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }

    private History history() throws IOException {
        var directory =
                RunDirectory.open(runs.resolve("sentinel/documented/latest").toRealPath());
        return directory.historyOf(directory.run()).history();
    }

    private List<String> containers(String... nodes) throws IOException {
        String run = RunDirectory.open(
                        runs.resolve("sentinel/documented/latest").toRealPath())
                .run()
                .runId();
        return List.of(nodes).stream().map(n -> "splitproof-" + run + "-" + n).toList();
    }
}
