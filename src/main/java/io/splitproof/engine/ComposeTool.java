package io.splitproof.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Docker Compose, where this machine has it. It is asked whether it accepts a file and starts nothing: what it would
 * start has names that other runs have too, and no labels of ours. It is not installed where it is missing.
 *
 * @param command {@code docker compose} or {@code docker-compose}
 */
public record ComposeTool(List<String> command) {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final List<List<String>> KNOWN = List.of(List.of("docker", "compose"), List.of("docker-compose"));

    /** What the tool answered. */
    public record Answer(long exit, String output) {}

    public ComposeTool {
        command = List.copyOf(command);
    }

    /** The plugin or the command of old, whichever answers first; empty where there is neither. */
    public static Optional<ComposeTool> find() {
        return KNOWN.stream()
                .map(ComposeTool::new)
                .filter(tool -> tool.run(Path.of("."), Map.of(), "version").exit() == 0)
                .findFirst();
    }

    /** Whether it accepts a compose file. */
    public Answer config(Path directory, String file, Map<String, String> variables) {
        return run(directory, variables, "-f", file, "config", "-q");
    }

    private Answer run(Path directory, Map<String, String> variables, String... arguments) {
        try {
            Path output = Files.createTempFile("splitproof-compose-", ".log");
            try {
                return run(directory, variables, output, arguments);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            return new Answer(127, String.valueOf(e.getMessage()));
        }
    }

    private Answer run(Path directory, Map<String, String> variables, Path output, String... arguments)
            throws IOException {
        var words = new java.util.ArrayList<>(command);
        words.addAll(List.of(arguments));
        var builder = new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        builder.environment().putAll(variables);
        Process process = builder.start();
        try {
            if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Answer(124, "no answer within " + LIMIT.toSeconds() + " s");
            }
            return new Answer(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(130, "interrupted");
        } finally {
            process.destroyForcibly();
        }
    }
}
