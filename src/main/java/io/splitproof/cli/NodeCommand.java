package io.splitproof.cli;

import io.splitproof.report.NodeReport;
import io.splitproof.trial.NodeBench;
import io.splitproof.trial.NodeBench.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench node}: what one Redis node does on this machine, against the reasons that are given to move to Cluster. */
@Command(
        name = "node",
        mixinStandardHelpOptions = true,
        description =
                "Measures one Redis node with the server's own benchmark: operations in a second, and the memory of a key,"
                        + " alone and as the only node of a Cluster.",
        footer = {"", "Example:", "  ./splitproof bench node -n 5 --report target/node.md"})
final class NodeCommand implements Callable<Integer> {
    @Option(names = "-n", defaultValue = "3", description = "How often each; default: ${DEFAULT-VALUE}.")
    private int repeats = 3;

    @Option(names = "--report", paramLabel = "FILE", description = "Also write the table to this file, as a page.")
    private @Nullable Path report;

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (repeats < 1) {
            throw new BadUsage("expected -n of 1 or more, but found " + repeats);
        }
        Interrupts.endThisThread();
        var bench = new NodeBench(
                engine.provision(), new StepLines(spec.commandLine().getOut()));
        var alone = new ArrayList<Sample>();
        var clustered = new ArrayList<Sample>();
        for (int i = 1; i <= repeats; i++) {
            // In turns, so that a slower minute of the machine meets both.
            alone.add(bench.run(false));
            clustered.add(bench.run(true));
        }
        String page = NodeReport.page(rows(alone, clustered), alone.get(0).server(), repeats);
        print(page);
        if (report != null) {
            Files.writeString(report, page);
        }
        return ExitCodes.HELD;
    }

    private static List<NodeReport.Row> rows(List<Sample> alone, List<Sample> clustered) {
        var rows = new ArrayList<NodeReport.Row>();
        for (String command : List.of("SET", "GET")) {
            for (int pipeline : List.of(1, 16)) {
                String name = NodeBench.name(command, pipeline);
                rows.add(new NodeReport.Row(name + ", in a second", rates(alone, name), rates(clustered, name)));
            }
        }
        rows.add(new NodeReport.Row(
                "bytes of memory for a key of " + NodeBench.VALUE_BYTES + " bytes",
                alone.stream().map(Sample::bytesOfKey).toList(),
                clustered.stream().map(Sample::bytesOfKey).toList()));
        return rows;
    }

    private static List<Double> rates(List<Sample> samples, String name) {
        return samples.stream()
                .flatMap(s -> Optional.ofNullable(s.perSecond().get(name)).stream())
                .toList();
    }

    private void print(String text) {
        spec.commandLine().getOut().println(text);
        spec.commandLine().getOut().flush();
    }
}
