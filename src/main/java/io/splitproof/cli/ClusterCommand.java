package io.splitproof.cli;

import io.splitproof.trial.ClusterBench;
import io.splitproof.trial.ClusterBench.Run;
import io.splitproof.trial.ClusterBench.What;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench cluster}: how the harness grows with a Redis Cluster. */
@Command(
        name = "cluster",
        mixinStandardHelpOptions = true,
        description =
                "Boots Redis Clusters of several sizes, each node in a box of its own; cuts one box off, and kills a"
                        + " primary, under load. Reports time to convergence, memory, proxies, the spread of the cut, the"
                        + " verdicts, and how they grow.",
        footer = {
            "",
            "Examples:",
            "  ./splitproof bench cluster",
            "  ./splitproof bench cluster --nodes 6,30 -n 3 --report target/cluster.md"
        })
final class ClusterCommand implements Callable<Integer> {
    @Option(
            names = "--nodes",
            split = ",",
            paramLabel = "N",
            description = "Sizes, each an even number from 6 on, half of them primaries; default: 6,30,90.")
    private List<Integer> sizes = List.of();

    @Option(names = "-n", defaultValue = "1", description = "How often each; default: ${DEFAULT-VALUE}.")
    private int repeats = 1;

    @Option(
            names = "--only",
            paramLabel = "WHAT",
            description = "One of ${COMPLETION-CANDIDATES}; default: both, in a run each.")
    private @Nullable What only;

    @Option(names = "--report", paramLabel = "FILE", description = "Also write the table to this file, as a page.")
    private @Nullable Path report;

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException, IOException {
        List<Integer> wanted = sizes.isEmpty() ? ClusterBench.usualSizes() : sizes;
        if (repeats < 1 || wanted.stream().anyMatch(n -> n < 6 || n > 250 || n % 2 != 0)) {
            throw new BadUsage("expected -n of 1 or more and --nodes of even numbers from 6 to 250, but found -n "
                    + repeats + " and --nodes " + wanted);
        }
        Interrupts.endThisThread();
        var runs = new ArrayList<Run>();
        var bench = new ClusterBench(
                Path.of("target/runs"),
                engine.provision(),
                new StepLines(spec.commandLine().getOut()));
        for (int size : wanted) {
            for (What what : only == null ? List.of(What.values()) : List.of(only)) {
                for (int i = 1; i <= repeats; i++) {
                    Run run = bench.run(size, what, i);
                    runs.add(run);
                    print(ClusterTable.line(run));
                }
            }
        }
        String table = ClusterTable.of(runs);
        print(table);
        if (report != null) {
            Files.writeString(report, ClusterTable.page(table, runs));
        }
        return runs.stream().mapToInt(r -> ExitCodes.of(r.result())).max().orElse(ExitCodes.HELD);
    }

    private void print(String text) {
        spec.commandLine().getOut().println(text);
        spec.commandLine().getOut().flush();
    }
}
