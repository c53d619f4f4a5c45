package io.splitproof.cli;

import io.splitproof.history.Event;
import io.splitproof.history.History;
import io.splitproof.store.JepsenFile;
import io.splitproof.store.RunDirectory;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code export}: the history of a run for other checkers. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes the history of a recorded run for Jepsen's checkers: list-append operations, as Elle and"
                + " elle-cli read them. ARCHITECTURE.md says what becomes of what.",
        footer = {
            "",
            "Examples:",
            "  ./splitproof export target/runs/known-bad/no-gate/latest --out history.edn",
            "  ./splitproof export target/runs/known-bad/no-gate/latest --format json > history.json"
        })
final class ExportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN_DIR", description = "A run directory, or a copy of one.")
    private Path directory = Path.of(".");

    @Option(
            names = "--format",
            defaultValue = "EDN",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private JepsenFile.Format format = JepsenFile.Format.EDN;

    @Option(names = "--out", paramLabel = "FILE", description = "Where it goes; default: standard output.")
    private @Nullable Path out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        RunDirectory run = RunDirectory.open(directory);
        History history = run.historyOf(run.run()).history();
        if (history.first(Event.Invoked.class).isEmpty()) {
            throw new BadUsage(run.historyFile() + ": expected operations of clients, but there are none; export a run"
                    + " whose topology came up and that has clients");
        }
        try {
            if (out == null) {
                JepsenFile.write(history, format, spec.commandLine().getOut());
            } else {
                try (Writer file = Files.newBufferedWriter(out)) {
                    long lines = JepsenFile.write(history, format, file);
                    spec.commandLine().getOut().println("exported  " + lines + " operations to " + out);
                }
            }
        } catch (IOException e) {
            throw new BadUsage("expected --out to name a file that can be written, but found " + out + ": " + e);
        }
        return ExitCodes.HELD;
    }
}
