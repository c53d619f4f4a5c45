package io.splitproof.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The command line as a process of its own, as a shell would start it: signals and exit codes are real. */
final class CommandProcess implements AutoCloseable {
    private static final int SIGINT = 2;

    private final Process process;
    private final Path output;

    private CommandProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static CommandProcess start(Map<String, String> environment, String... arguments) {
        return start(environment, ProcessBuilder.Redirect.PIPE, arguments);
    }

    /** The same with a file as its standard input. */
    static CommandProcess start(Map<String, String> environment, Path input, String... arguments) {
        return start(environment, ProcessBuilder.Redirect.from(input.toFile()), arguments);
    }

    /** The same in a terminal of its own, in which somebody may type. */
    static CommandProcess startInTerminal(String... arguments) {
        String line = command(arguments).stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        return start(
                Map.of("TERM", "xterm"),
                ProcessBuilder.Redirect.PIPE,
                List.of("script", "--quiet", "--return", "--flush", "--command", "exec " + line, "/dev/null"));
    }

    private static CommandProcess start(
            Map<String, String> environment, ProcessBuilder.Redirect input, String... arguments) {
        return start(environment, input, command(arguments));
    }

    private static List<String> command(String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.splitproof.cli.Main"));
        command.addAll(List.of(arguments));
        return command;
    }

    private static CommandProcess start(
            Map<String, String> environment, ProcessBuilder.Redirect input, List<String> command) {
        try {
            Path output = Files.createTempFile("splitproof", ".out");
            output.toFile().deleteOnExit();
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(input)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            return new CommandProcess(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + output, e);
        }
    }

    void awaitOutput(Duration limit, Predicate<String> wanted) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!wanted.test(output())) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("the awaited output did not come; there is:\n" + output());
            }
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(50).toNanos());
        }
    }

    /** Types into its terminal. */
    void type(String keys) {
        try {
            process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot type " + keys, e);
        }
    }

    void signal(String name) {
        Assumptions.assumeFalse(
                name.equals("INT") && ignoresInterrupts(),
                "this build was started with SIGINT ignored (nohup, or & in a script), and its children inherit that");
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("cannot send SIG" + name, e);
        }
    }

    /** As the kernel tells of this process; false where there is no such file. */
    private static boolean ignoresInterrupts() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .map(line -> Long.parseUnsignedLong(
                            line.substring("SigIgn:".length()).trim(), 16))
                    .anyMatch(mask -> (mask & 1L << (SIGINT - 1)) != 0);
        } catch (IOException e) {
            return false;
        }
    }

    int exitCode(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(
                        "the command goes on after " + limit.toSeconds() + " s; it printed:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException("waiting for the command was interrupted", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
