package io.splitproof.cli;

import io.splitproof.store.RunDirectory;
import io.splitproof.trial.Judging;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report}: writes the reports of a recorded run again and says where the page is. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description =
                "Writes the reports of a recorded run again and prints the path of the HTML page; needs no engine.",
        footer = {"", "Example:", "  ./splitproof report target/runs/known-bad/no-gate/latest"})
final class ReportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN_DIR", description = "A run directory, or a copy of one.")
    private Path directory = Path.of(".");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Held, whatever the verdict: the report was written, and says what it is. */
    @Override
    public Integer call() {
        var outcome = Judging.judge(RunDirectory.open(directory));
        spec.commandLine().getOut().println(outcome.directory().pageFile());
        spec.commandLine().getOut().flush();
        return ExitCodes.HELD;
    }
}
