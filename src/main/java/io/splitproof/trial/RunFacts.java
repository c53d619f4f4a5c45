package io.splitproof.trial;

import io.splitproof.engine.Engine;
import io.splitproof.engine.Image;
import io.splitproof.fault.Schedule;
import io.splitproof.scenario.Scenario;
import io.splitproof.store.RunRecord;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What run.json says of a run besides its history. */
record RunFacts(Scenario scenario, String runId, long seed, Instant started, Engine engine, List<Image> images) {
    /** The same with another schedule. */
    RunFacts with(Schedule schedule) {
        return new RunFacts(scenario.with(schedule), runId, seed, started, engine, images);
    }

    /** @param reach how the harness reaches boxes, or why that is not known */
    RunRecord record(String reach) {
        return new RunRecord(
                RunRecord.FORMAT,
                runId,
                scenario,
                seed,
                scenario.timeLapse(),
                started,
                version(),
                commit(),
                images.stream().map(Trial::image).toList(),
                machine(reach),
                Map.of());
    }

    private RunRecord.Machine machine(String reach) {
        String os = System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch");
        return new RunRecord.Machine(
                Runtime.getRuntime().availableProcessors(),
                memory(),
                os,
                "engine " + engine.version() + ", API " + engine.api(),
                reach);
    }

    private static long memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
    }

    private static String version() {
        String version = RunFacts.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** The commit checked out in the working directory, read from git's own files; null outside a clone. */
    private static @Nullable String commit() {
        try {
            return commit(Path.of(".git"));
        } catch (IOException e) {
            return null;
        }
    }

    /** In a further work tree of a clone, {@code .git} is a file that names its directory, and branches are the clone's. */
    static String commit(Path git) throws IOException {
        Path own = Files.isDirectory(git)
                ? git
                : git.resolveSibling(Files.readString(git).trim().substring("gitdir: ".length()));
        String head = Files.readString(own.resolve("HEAD")).trim();
        if (!head.startsWith("ref: ")) {
            return head;
        }
        Path common = own.resolve("commondir");
        Path shared =
                Files.exists(common) ? own.resolve(Files.readString(common).trim()) : own;
        return Files.readString(shared.resolve(head.substring("ref: ".length())))
                .trim();
    }
}
