package io.splitproof.cli;

import io.splitproof.report.FidelityReport;
import io.splitproof.scenario.Scenario;
import io.splitproof.scenario.TimeLapse;
import io.splitproof.store.SampleFile;
import io.splitproof.store.ScenarioFiles;
import io.splitproof.trial.Experiment;
import io.splitproof.trial.Samples;
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

/** {@code bench fidelity}: whether time-lapse changes what is measured. */
@Command(
        name = "fidelity",
        mixinStandardHelpOptions = true,
        description = "Runs the same scenarios in real time and in time-lapse, compares their failover stages, and"
                + " writes a report. It takes about 40 minutes and goes on where it was ended.",
        footer = {
            "",
            "Examples:",
            "  ./splitproof bench fidelity",
            "  ./splitproof bench fidelity fidelity/crash -n 5 --factor 5 --sweep 20 --data target/fidelity.jsonl"
                    + " --report target/fidelity.md"
        })
final class FidelityCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "SCENARIO",
            arity = "0..*",
            description = "What to run; the first one also at the factors of --sweep; default: those of fidelity/.")
    private List<String> scenarios = List.of("fidelity/crash", "fidelity/host-crash", "fidelity/pause");

    @Option(names = "-n", defaultValue = "20", description = "Runs of each scenario at each factor; default: 20.")
    private int repeats = 20;

    @Option(names = "--factor", defaultValue = "10", description = "Compared with factor 1; default: 10.")
    private double factor = 10;

    @Option(
            names = "--sweep",
            split = ",",
            defaultValue = "2,5,20,40",
            description = "Further factors for the first scenario; default: ${DEFAULT-VALUE}.")
    private List<Double> sweep = List.of();

    @Option(
            names = "--data",
            defaultValue = "reports/fidelity.jsonl",
            description = "Where samples are added and read; default: ${DEFAULT-VALUE}.")
    private Path data = Path.of("reports/fidelity.jsonl");

    @Option(
            names = "--report",
            defaultValue = "reports/fidelity.md",
            description = "The page that is written; default: ${DEFAULT-VALUE}.")
    private Path report = Path.of("reports/fidelity.md");

    @Option(
            names = "--import",
            paramLabel = "DIR",
            description = "Run nothing; judge again, and add, what the run directories below DIR recorded.")
    private @Nullable Path recorded;

    @Option(names = "--note", description = "A sentence for the report, such as what else ran on the machine.")
    private String note = "";

    @Option(names = "--report-only", description = "Run nothing; write the report of the samples that are there.")
    private boolean reportOnly;

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (repeats < 2) {
            throw new BadUsage("expected -n of 2 or more, since one run has no distribution, but found " + repeats);
        }
        List<Scenario> compared = read();
        var samples = new SampleFile(data);
        var out = spec.commandLine().getOut();
        List<String> names = compared.stream().map(Scenario::name).toList();
        if (recorded != null) {
            out.println(
                    "added     " + Samples.importFrom(recorded, samples, s -> names.contains(s.scenario())) + " runs");
        } else if (!reportOnly) {
            Interrupts.endThisThread();
            new Experiment(kinds(compared), repeats, 1, Path.of("target/runs"), engine.provision(), samples, line -> {
                        out.println(line);
                        out.flush();
                    })
                    .run();
        }
        Pages.write(report, FidelityReport.render(samples.read(), names, factor, note));
        out.println("report    " + report);
        return ExitCodes.HELD;
    }

    private List<Scenario> kinds(List<Scenario> compared) {
        var kinds = new ArrayList<Scenario>();
        compared.forEach(s -> kinds.add(s.at(1)));
        compared.forEach(s -> kinds.add(s.at(factor)));
        sweep.forEach(f -> kinds.add(compared.get(0).at(f)));
        return kinds;
    }

    private List<Scenario> read() {
        List<Scenario> read = scenarios.stream()
                .map(s -> ScenarioFiles.read(RunCommand.file(s)))
                .toList();
        for (Scenario scenario : read) {
            refuse(scenario, factor);
            sweep.forEach(f -> refuse(scenario, f));
        }
        return read;
    }

    private static void refuse(Scenario scenario, double at) {
        TimeLapse.obstacle(scenario, at).ifPresent(why -> {
            throw new BadUsage(why);
        });
    }
}
