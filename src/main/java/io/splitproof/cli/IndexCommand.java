package io.splitproof.cli;

import io.splitproof.trial.IndexFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code index}: one page over all runs of a folder. */
@Command(
        name = "index",
        mixinStandardHelpOptions = true,
        description = "Writes one HTML page over all runs of a folder: verdicts, times, links to their reports, and how"
                + " each scenario went over time. Needs no engine, and reads no history.",
        footer = {
            "",
            "Examples:",
            "  ./splitproof index",
            "  ./splitproof index target/runs/sentinel --out sentinel.html"
        })
final class IndexCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            defaultValue = "target/runs",
            description = "A folder with run directories at any depth; default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of("target/runs");

    @Option(names = "--out", paramLabel = "FILE", description = "The page; default: index.html in that folder.")
    private @Nullable Path out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (!Files.isDirectory(folder)) {
            throw new BadUsage(
                    "expected a folder of runs, but found no folder " + folder + "; make runs with ./splitproof run");
        }
        Path file = out == null ? folder.resolve("index.html") : out;
        int runs = IndexFile.write(folder, file);
        spec.commandLine().getOut().println("indexed   " + runs + (runs == 1 ? " run" : " runs"));
        spec.commandLine().getOut().println("page      " + file);
        spec.commandLine().getOut().flush();
        return ExitCodes.HELD;
    }
}
