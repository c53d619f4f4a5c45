package io.splitproof.cli;

import io.splitproof.scenario.Sample;
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
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs scenarios several times, keeps a sample of each run in a file, and makes a page of the file. */
abstract class SamplesCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SCENARIO", arity = "0..*", description = "What to run; default: see above.")
    private List<String> scenarios = List.of();

    @Option(names = "-n", defaultValue = "3", description = "Runs of each scenario; default: ${DEFAULT-VALUE}.")
    private int repeats = 3;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Where samples are added and read; default: reports/${COMMAND-NAME}.jsonl.")
    private @Nullable Path data;

    @Option(names = "--report", paramLabel = "FILE", description = "The page that is written; default: in reports/.")
    private @Nullable Path report;

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

    /** Whether a scenario is run where none is named. */
    abstract boolean isWanted(Scenario scenario);

    abstract String page(List<Scenario> wanted, List<Sample> samples);

    /** The page's file in reports/. */
    String pageFile() {
        return spec.name() + ".md";
    }

    /** How many runs are measured at once. */
    int atOnce() {
        return 1;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (repeats < 1) {
            throw new BadUsage("expected -n of 1 or more, but found " + repeats);
        }
        List<Scenario> wanted = wanted();
        var samples = new SampleFile(Objects.requireNonNullElse(data, Path.of("reports", spec.name() + ".jsonl")));
        if (recorded != null) {
            List<String> names = wanted.stream().map(Scenario::name).toList();
            print("added     " + Samples.importFrom(recorded, samples, s -> names.contains(s.scenario())) + " runs");
        } else if (!reportOnly) {
            Interrupts.endThisThread();
            List<String> here = Servers.available(
                    wanted.stream().map(Scenario::server).distinct().toList(), engine.provision(), this::print);
            List<Scenario> kinds =
                    wanted.stream().filter(s -> here.contains(s.server())).toList();
            new Experiment(kinds, repeats, atOnce(), Path.of("target/runs"), engine.provision(), samples, this::print)
                    .run();
        }
        Path target = Objects.requireNonNullElse(report, Path.of("reports", pageFile()));
        Pages.write(target, page(wanted, samples.read()));
        print("report    " + target);
        return ExitCodes.HELD;
    }

    private List<Scenario> wanted() throws IOException {
        List<Path> files = scenarios.isEmpty()
                ? ScenarioFiles.list(Path.of("scenarios"))
                : scenarios.stream().map(RunCommand::file).toList();
        return files.stream()
                .map(ScenarioFiles::read)
                .filter(s -> !scenarios.isEmpty() || isWanted(s))
                .toList();
    }

    private void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
