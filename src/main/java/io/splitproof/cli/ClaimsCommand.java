package io.splitproof.cli;

import io.splitproof.report.TrackRecord;
import io.splitproof.scenario.Scenario;
import io.splitproof.store.SampleFile;
import io.splitproof.store.ScenarioFiles;
import io.splitproof.store.UntestableFile;
import io.splitproof.trial.Experiment;
import io.splitproof.trial.Samples;
import io.splitproof.trial.Servers;
import io.splitproof.trial.SideBySide;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench claims}: the track record of reports/. */
@Command(
        name = "claims",
        mixinStandardHelpOptions = true,
        description = "Runs every scenario that has a claim, several times, and writes the track record: what was"
                + " claimed, what is true, over how many runs. It goes on where it was ended.",
        footer = {
            "",
            "Examples:",
            "  ./splitproof bench claims -n 5",
            "  ./splitproof bench claims --import target/runs"
        })
final class ClaimsCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "SCENARIO",
            arity = "0..*",
            description = "What to run; default: every scenario under scenarios/ that has a claim.")
    private List<String> scenarios = List.of();

    @Option(names = "-n", defaultValue = "5", description = "Runs of each scenario; default: ${DEFAULT-VALUE}.")
    private int repeats = 5;

    @Option(
            names = "--data",
            defaultValue = "reports/claims.jsonl",
            description = "Where samples are added and read; default: ${DEFAULT-VALUE}.")
    private Path data = Path.of("reports/claims.jsonl");

    @Option(
            names = "--report",
            defaultValue = "reports/README.md",
            description = "The page that is written; default: ${DEFAULT-VALUE}.")
    private Path report = Path.of("reports/README.md");

    @Option(
            names = "--not-testable",
            defaultValue = "reports/not-testable.yaml",
            description = "Claims that no scenario can test, with the reason; default: ${DEFAULT-VALUE}.")
    private Path untestable = Path.of("reports/not-testable.yaml");

    @Option(
            names = "--import",
            paramLabel = "DIR",
            description = "Run nothing; add what the run directories below DIR recorded, such as target/runs.")
    private @Nullable Path recorded;

    @Option(names = "--report-only", description = "Run nothing; write the report of the samples that are there.")
    private boolean reportOnly;

    @Option(
            names = "--at-once",
            defaultValue = "0",
            description = "How many runs are measured at once; default: one more than there are processors.")
    private int atOnce = 0;

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (repeats < 1) {
            throw new BadUsage("expected -n of 1 or more, but found " + repeats);
        }
        List<Scenario> claimed = withClaims();
        var samples = new SampleFile(data);
        var out = spec.commandLine().getOut();
        if (recorded != null) {
            int added = Samples.importFrom(recorded, samples, s -> s.finding() != null);
            out.println("added     " + added + " runs");
        } else if (!reportOnly) {
            Interrupts.endThisThread();
            List<String> servers =
                    claimed.stream().map(Scenario::server).distinct().toList();
            List<String> available = Servers.available(servers, engine.provision(), this::print);
            List<Scenario> kinds =
                    claimed.stream().filter(s -> available.contains(s.server())).toList();
            new Experiment(
                            kinds,
                            repeats,
                            atOnce > 0 ? atOnce : SideBySide.usual(),
                            Path.of("target/runs"),
                            engine.provision(),
                            samples,
                            this::print)
                    .run();
        }
        Pages.write(report, TrackRecord.render(claimed, samples.read(), UntestableFile.read(untestable)));
        out.println("report    " + report);
        return ExitCodes.HELD;
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    private List<Scenario> withClaims() throws IOException {
        var claimed = new ArrayList<Scenario>();
        for (Path file : files()) {
            Scenario scenario = ScenarioFiles.read(file);
            if (scenario.claim() != null) {
                claimed.add(scenario);
            }
        }
        return List.copyOf(claimed);
    }

    private List<Path> files() throws IOException {
        return scenarios.isEmpty()
                ? ScenarioFiles.list(Path.of("scenarios"))
                : scenarios.stream().map(RunCommand::file).toList();
    }
}
