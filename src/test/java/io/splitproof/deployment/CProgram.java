package io.splitproof.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A test program in C, compiled from the test resources and run on this machine. */
record CProgram(Path directory, Path binary) {
    static CProgram compile(String compiler, String name, Path directory) throws Exception {
        Path source = directory.resolve(name + ".c");
        try (InputStream content = CProgram.class.getResourceAsStream(name + ".c")) {
            Files.write(source, content == null ? new byte[0] : content.readAllBytes());
        }
        Path binary = directory.resolve(name + "-" + compiler);
        Process process = process(
                directory,
                List.of(compiler, "-O1", "-Wall", "-Werror", "-I", headers(), "-o", binary.toString(), source + ""));
        finish(process);
        return new CProgram(directory, binary);
    }

    /** Where settings.h is: tests run in the project's directory, and from its jar or its classes. */
    private static String headers() {
        return Path.of("docker", "clock").toAbsolutePath().toString();
    }

    /** Runs it to its end and returns what it printed; an exit code other than 0 is an error with that. */
    List<String> run(String... arguments) throws Exception {
        return finish(process(directory, command(arguments)));
    }

    /** Starts it with a library preloaded and settings in a file. */
    Process start(Path library, Path settings, String... arguments) throws Exception {
        var builder = builder(directory, command(arguments));
        builder.environment().put("LD_PRELOAD", library.toString());
        builder.environment().put("SPLITPROOF_CLOCK", settings.toString());
        return builder.start();
    }

    static List<String> finish(Process process) throws Exception {
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("exit code " + process.waitFor() + ": " + text);
        }
        return text.lines().toList();
    }

    private List<String> command(String... arguments) {
        var command = new ArrayList<>(List.of(binary.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static Process process(Path directory, List<String> command) throws IOException {
        return builder(directory, command).start();
    }

    private static ProcessBuilder builder(Path directory, List<String> command) {
        return new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    }
}
