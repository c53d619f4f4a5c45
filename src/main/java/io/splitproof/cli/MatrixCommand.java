package io.splitproof.cli;

import io.splitproof.report.RepeatSummary;
import io.splitproof.scenario.Sample;
import io.splitproof.scenario.Scenario;
import io.splitproof.store.SampleFile;
import io.splitproof.store.ScenarioFiles;
import io.splitproof.trial.Experiment;
import io.splitproof.trial.Servers;
import io.splitproof.trial.SideBySide;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench matrix}: the same scenarios on several servers. */
@Command(
        name = "matrix",
        mixinStandardHelpOptions = true,
        description = "Runs scenarios on every server that can be had here and shows each one's times; the others are"
                + " skipped, with the reason. It goes on where it was ended.",
        footer = {"", "Example:", "  ./splitproof bench matrix sentinel/example-2-crash -n 5"})
final class MatrixCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SCENARIO", arity = "1..*", description = "What to run.")
    private List<String> scenarios = List.of();

    @Option(
            names = "--servers",
            split = ",",
            defaultValue = "redis:6.0,redis:7,redis:8,valkey:8.1,valkey:9",
            description = "Which servers; default: ${DEFAULT-VALUE}.")
    private List<String> servers = List.of();

    @Option(names = "-n", defaultValue = "3", description = "Runs of each; default: ${DEFAULT-VALUE}.")
    private int repeats = 3;

    @Option(
            names = "--data",
            defaultValue = "target/matrix.jsonl",
            description = "Where samples are added and read; default: ${DEFAULT-VALUE}.")
    private Path data = Path.of("target/matrix.jsonl");

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
    public Integer call() throws InterruptedException {
        List<Scenario> wanted = scenarios.stream()
                .map(s -> ScenarioFiles.read(RunCommand.file(s)))
                .toList();
        servers.forEach(RunCommand::requireServer);
        Interrupts.endThisThread();
        var samples = new SampleFile(data);
        List<Scenario> kinds = Servers.available(servers, engine.provision(), this::print).stream()
                .flatMap(server -> wanted.stream().map(s -> s.on(server)))
                .toList();
        new Experiment(
                        kinds,
                        repeats,
                        atOnce > 0 ? atOnce : SideBySide.usual(),
                        Path.of("target/runs"),
                        engine.provision(),
                        samples,
                        this::print)
                .run();
        kinds.forEach(kind -> show(kind, samples.read()));
        return ExitCodes.HELD;
    }

    private void show(Scenario kind, List<Sample> samples) {
        List<Sample> own =
                samples.stream().filter(s -> Experiment.isOf(s, kind)).toList();
        print("");
        print(kind.name() + " on " + own.get(0).server());
        print(RepeatSummary.render(own).stripTrailing());
    }

    private void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
