package io.splitproof.cli;

import io.splitproof.report.ClientReport;
import io.splitproof.scenario.Scenario;
import io.splitproof.store.SampleFile;
import io.splitproof.store.ScenarioFiles;
import io.splitproof.trial.Experiment;
import io.splitproof.trial.Samples;
import io.splitproof.trial.Servers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench clients}: what clients make of the same failover. */
@Command(
        name = "clients",
        mixinStandardHelpOptions = true,
        description = "Runs scenarios whose clients ask for more or for less, several times, and writes a page that"
                + " compares what each was told, what it lost and how long it was without service. It goes on where it"
                + " was ended.",
        footer = {
            "",
            "Examples:",
            "  ./splitproof bench clients -n 3",
            "  ./splitproof bench clients --import target/runs"
        })
final class ClientsCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "SCENARIO",
            arity = "0..*",
            description =
                    "What to run; default: every scenario with a client that has a driver or waits for more than a reply.")
    private List<String> scenarios = List.of();

    @Option(names = "-n", defaultValue = "3", description = "Runs of each scenario; default: ${DEFAULT-VALUE}.")
    private int repeats = 3;

    @Option(
            names = "--data",
            defaultValue = "reports/clients.jsonl",
            description = "Where samples are added and read; default: ${DEFAULT-VALUE}.")
    private Path data = Path.of("reports/clients.jsonl");

    @Option(
            names = "--report",
            defaultValue = "reports/clients.md",
            description = "The page that is written; default: ${DEFAULT-VALUE}.")
    private Path report = Path.of("reports/clients.md");

    @Option(
            names = "--import",
            paramLabel = "DIR",
            description = "Run nothing; add what the run directories below DIR recorded, such as target/runs.")
    private @Nullable Path recorded;

    @Option(names = "--report-only", description = "Run nothing; write the report of the samples that are there.")
    private boolean reportOnly;

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (repeats < 1) {
            throw new BadUsage("expected -n of 1 or more, but found " + repeats);
        }
        List<Scenario> wanted = wanted();
        var samples = new SampleFile(data);
        if (recorded != null) {
            List<String> names = wanted.stream().map(Scenario::name).toList();
            print("added     " + Samples.importFrom(recorded, samples, s -> names.contains(s.scenario())) + " runs");
        } else if (!reportOnly) {
            Interrupts.endThisThread();
            List<String> here = Servers.available(
                    wanted.stream().map(Scenario::server).distinct().toList(), engine.provision(), this::print);
            List<Scenario> kinds =
                    wanted.stream().filter(s -> here.contains(s.server())).toList();
            new Experiment(kinds, repeats, 1, Path.of("target/runs"), engine.provision(), samples, this::print).run();
        }
        Pages.write(report, ClientReport.render(wanted, samples.read()));
        print("report    " + report);
        return ExitCodes.HELD;
    }

    private List<Scenario> wanted() throws IOException {
        List<Path> files = scenarios.isEmpty()
                ? ScenarioFiles.list(Path.of("scenarios"))
                : scenarios.stream().map(RunCommand::file).toList();
        return files.stream()
                .map(ScenarioFiles::read)
                .filter(s -> !scenarios.isEmpty()
                        || s.clients().stream().anyMatch(c -> c.waitsFor() != null || c.driver() != null))
                .toList();
    }

    private void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
