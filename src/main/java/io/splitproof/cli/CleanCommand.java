package io.splitproof.cli;

import io.splitproof.engine.Engine;
import io.splitproof.engine.Leases;
import io.splitproof.engine.Provision;
import io.splitproof.engine.Swept;
import io.splitproof.run.Threads;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clean}: removes what runs left behind. */
@Command(
        name = "clean",
        mixinStandardHelpOptions = true,
        description = "Removes containers, networks and volumes that runs left behind.",
        footer = {
            "",
            "Examples:",
            "  ./splitproof clean              what dead runs left, and nothing of a living one",
            "  ./splitproof clean 1f3a9c02     one run, also one that was kept",
            "  ./splitproof clean --all        every run of every owner"
        })
final class CleanCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN_ID", arity = "0..1", description = "The run to remove, kept or not.")
    private @Nullable String runId;

    @Option(names = "--all", description = "Every run, alive or kept.")
    private boolean all;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var calls = Threads.bounded("splitproof-clean", 16);
        var out = spec.commandLine().getOut();
        try (var engine = Engine.connect(Provision.NEVER, out::println)) {
            var leases = new Leases(engine, calls);
            Swept swept = all
                    ? leases.sweepAll(out::println)
                    : runId != null ? leases.sweepRun(runId, out::println) : leases.sweepDead(out::println);
            if (swept.isNothing()) {
                out.println(
                        runId == null
                                ? "nothing to remove"
                                : "nothing of run " + runId + " is there; there are: "
                                        + String.join(", ", leases.runs()));
            }
            return swept.failures().isEmpty() ? ExitCodes.HELD : ExitCodes.BROKEN;
        } finally {
            calls.shutdownNow();
        }
    }
}
