package io.splitproof.cli;

import io.splitproof.scenario.Scenario;
import io.splitproof.scenario.TimeLapse;
import io.splitproof.store.ScenarioFiles;
import io.splitproof.trial.Outcome;
import io.splitproof.trial.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code run}: one scenario on real nodes, with a verdict. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs one scenario on real nodes: boots it, loads it, breaks it, heals it, judges it.",
        footer = {
            "",
            "Examples:",
            "  ./splitproof run scenarios/sentinel/example-2-minority-partition.yaml",
            "  ./splitproof run sentinel/example-2-crash --seed 7",
            "  ./splitproof run sentinel/example-2-crash --time-lapse 5",
            "  ./splitproof run known-bad/no-gate --dry-run"
        })
final class RunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SCENARIO", description = "A scenario file, or its name below scenarios/.")
    private String scenario = "";

    @Option(names = "--seed", description = "Fixes workload, schedule and targets, not timing; default: drawn.")
    private @Nullable Long seed;

    @Option(names = "--keep", description = "Leave the topology up, healed, and say how to reach and remove it.")
    private boolean keep;

    @Option(names = "--dry-run", description = "Show the resolved plan and start nothing.")
    private boolean dryRun;

    @Option(
            names = "--time-lapse",
            paramLabel = "FACTOR",
            description = "Seconds of scenario time in a second of real time; default: the scenario's own.")
    private @Nullable Double timeLapse;

    @Option(names = "--real-time", description = "The same as --time-lapse 1.")
    private boolean realTime;

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            defaultValue = "target/runs",
            description = "Where run directories go; default: ${DEFAULT-VALUE}.")
    private Path runs = Path.of("target/runs");

    @Option(names = "--plain", description = "Plain lines, also on a terminal.")
    private boolean plain;

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Scenario wanted = atFactor(ScenarioFiles.read(file(scenario)));
        if (dryRun) {
            spec.commandLine().getOut().println(Plan.of(wanted));
            return ExitCodes.HELD;
        }
        Interrupts.endThisThread();
        long drawn = seed == null ? ThreadLocalRandom.current().nextInt(1, 1_000_000) : seed;
        Outcome outcome;
        try (var live = LiveProgress.open(spec.commandLine().getOut(), wanted, plain)) {
            outcome = Trial.run(wanted, new Trial.Options(runs, engine.provision(), drawn, keep, live));
        }
        new Summary(spec.commandLine()).print(outcome);
        int code = ExitCodes.of(outcome.result());
        if (keep) {
            // An ordinary exit runs Testcontainers' hook, which removes every container of this process.
            Runtime.getRuntime().halt(code);
        }
        return code;
    }

    private Scenario atFactor(Scenario read) {
        if (realTime && timeLapse != null) {
            throw new BadUsage("expected --real-time or --time-lapse, but found both");
        }
        double factor = realTime ? 1 : timeLapse != null ? timeLapse : read.timeLapse();
        TimeLapse.obstacle(read, factor).ifPresent(why -> {
            throw new BadUsage(why);
        });
        return read.at(factor);
    }

    /** A name such as {@code sentinel/example-2-crash} is short for its file below scenarios/. */
    static Path file(String scenario) {
        Path path = Path.of(scenario);
        Path named = Path.of("scenarios", scenario + ".yaml");
        return !Files.exists(path) && Files.exists(named) ? named : path;
    }
}
