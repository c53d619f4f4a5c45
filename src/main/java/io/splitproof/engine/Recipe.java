package io.splitproof.engine;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One shell recipe of {@code docker/} with its arguments and time limit. */
record Recipe(String name, List<String> arguments, Duration limit) {
    private static final int LAST_LINES = 12;
    private static final String OWN_LINES = "(installing|starting|compiling|built|no Go|dockerd runs|error:).*";

    Recipe {
        arguments = List.copyOf(arguments);
    }

    /** Runs a recipe that makes no file. */
    void run(Machine machine, Consumer<String> progress) throws RecipeFailed {
        try (RecipeDirectory directory = RecipeDirectory.unpack()) {
            runIn(directory, arguments, machine, progress);
        }
    }

    /** Runs a recipe whose last argument is a file to make, and hands that file over before it is removed. */
    void make(Machine machine, Consumer<String> progress, Consumer<Path> use) throws RecipeFailed {
        try (RecipeDirectory directory = RecipeDirectory.unpack()) {
            List<String> all = new ArrayList<>(arguments);
            all.add(directory.output().toString());
            runIn(directory, all, machine, progress);
            use.accept(directory.output());
        }
    }

    /** What a recipe prints goes to a file that is read while it runs: no thread is needed and nothing can block. */
    void runIn(RecipeDirectory directory, List<String> all, Machine machine, Consumer<String> progress)
            throws RecipeFailed {
        List<String> command =
                new ArrayList<>(List.of("sh", directory.path().resolve(name).toString()));
        command.addAll(all);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.log().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().clear();
        builder.environment().putAll(machine.environment());
        long start = System.nanoTime();
        try {
            Process process = builder.start();
            boolean ended = follow(process, directory, start, progress);
            if (!ended || process.exitValue() != 0) {
                throw new RecipeFailed(failure(ended ? "exit code " + process.exitValue() : "not ended", directory));
            }
        } catch (IOException e) {
            throw new RecipeFailed("docker/" + name + " could not be run: " + e.getMessage());
        }
        progress.accept(String.format("%s took %.1f s", name, (System.nanoTime() - start) / 1e9));
    }

    /** False when the recipe was stopped at its limit or by an interrupt. */
    private boolean follow(Process process, RecipeDirectory directory, long start, Consumer<String> progress)
            throws IOException {
        int told = 0;
        try {
            while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
                told = tell(directory, told, progress);
                if (System.nanoTime() - start > limit.toNanos()) {
                    stop(process);
                    return false;
                }
            }
        } catch (InterruptedException e) {
            stop(process);
            Thread.currentThread().interrupt();
            return false;
        }
        tell(directory, told, progress);
        return true;
    }

    /** Tells the lines of the recipe itself; the chatter of package managers stays in the log. */
    private int tell(RecipeDirectory directory, int told, Consumer<String> progress) throws IOException {
        List<String> lines = directory.lines();
        lines.stream()
                .skip(told)
                .filter(line -> line.matches(OWN_LINES))
                .forEach(line -> progress.accept(name + ": " + line));
        return lines.size();
    }

    /** Asks first, so that the recipe removes its scratch directory. */
    private static void stop(Process process) {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }

    private String failure(String end, RecipeDirectory directory) throws IOException {
        List<String> lines = directory.lines();
        List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
        return String.format(
                "docker/%s %s: expected exit code 0 within %d s, saw %s; its last lines:%n  %s",
                name, String.join(" ", arguments), limit.toSeconds(), end, String.join("\n  ", last));
    }
}
