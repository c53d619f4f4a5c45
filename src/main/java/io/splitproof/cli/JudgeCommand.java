package io.splitproof.cli;

import io.splitproof.store.RunDirectory;
import io.splitproof.trial.Judging;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code judge}: judges a recorded run again. */
@Command(
        name = "judge",
        mixinStandardHelpOptions = true,
        description = "Judges a recorded run again, from its directory alone; needs no engine.",
        footer = {"", "Example:", "  ./splitproof judge target/runs/known-bad/no-gate/latest"})
final class JudgeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN_DIR", description = "A run directory, or a copy of one.")
    private Path directory = Path.of(".");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var outcome = Judging.judge(RunDirectory.open(directory));
        new Summary(spec.commandLine()).print(outcome, outcome.command());
        return ExitCodes.of(outcome.result());
    }
}
