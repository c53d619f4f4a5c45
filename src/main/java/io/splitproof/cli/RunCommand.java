package io.splitproof.cli;

import io.splitproof.checker.Result;
import io.splitproof.report.RepeatSummary;
import io.splitproof.scenario.Sample;
import io.splitproof.scenario.Scenario;
import io.splitproof.store.ScenarioFiles;
import io.splitproof.trial.JunitFile;
import io.splitproof.trial.Outcome;
import io.splitproof.trial.Samples;
import io.splitproof.trial.Trial;
import io.splitproof.trial.WorkflowPage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
            "  ./splitproof run sentinel/example-2-crash --repeat 20 --server valkey:8.1",
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
            names = "--runs",
            paramLabel = "DIR",
            defaultValue = "target/runs",
            description = "Where run directories go; default: ${DEFAULT-VALUE}.")
    private Path runs = Path.of("target/runs");

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "1",
            description = "Run it N times and show the distribution of each time; faults at a fraction of a ping period"
                    + " come at 0, 1/N, 2/N, ... of it.")
    private int repeat = 1;

    @Option(
            names = "--server",
            paramLabel = "IMAGE",
            description = "Another server, such as redis:8 or valkey:8.1; default: the scenario's own.")
    private @Nullable String server;

    @Option(names = "--plain", description = "Plain lines, also on a terminal.")
    private boolean plain;

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "Write JUnit XML of all repeats to this file too; each run directory has that of its run.")
    private @Nullable Path junit;

    @Mixin
    private FactorOptions factor = new FactorOptions();

    @Mixin
    private EngineOptions engine = new EngineOptions();

    private final WorkflowPage page = WorkflowPage.of(System.getenv());

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Scenario wanted = onServer(read());
        requireSense(wanted);
        if (dryRun) {
            spec.commandLine().getOut().println(Plan.of(wanted));
            return ExitCodes.HELD;
        }
        Interrupts.endThisThread();
        long drawn = seed == null ? ThreadLocalRandom.current().nextInt(1, 1_000_000) : seed;
        int code = ExitCodes.of(run(wanted, drawn));
        if (keep) {
            // An ordinary exit runs Testcontainers' hook, which removes every container of this process.
            Runtime.getRuntime().halt(code);
        }
        return code;
    }

    /** Runs it as often as was asked for, one run after the other; the result is the worst. */
    private Result run(Scenario wanted, long drawn) throws InterruptedException {
        var out = spec.commandLine().getOut();
        var samples = new ArrayList<Sample>();
        var junitFile = junit == null ? null : new JunitFile(junit);
        for (int i = 0; i < repeat; i++) {
            Outcome outcome = once(stratum(wanted, i), drawn + i);
            samples.add(Samples.of(outcome));
            if (junitFile != null) {
                junitFile.add(outcome);
            }
        }
        if (repeat > 1) {
            out.println();
            out.print(RepeatSummary.render(samples));
            out.flush();
        }
        return samples.stream().map(Sample::result).reduce(Result.HELD, Result::and);
    }

    /** Repeats meet a ping period at 0, 1/N, 2/N and so on, where the scenario's faults wait for a fraction of it. */
    private Scenario stratum(Scenario wanted, int number) {
        return repeat == 1 ? wanted : wanted.atPingPhase((double) number / repeat);
    }

    private Outcome once(Scenario wanted, long seedOfRun) throws InterruptedException {
        Outcome outcome;
        int width;
        try (var live = LiveProgress.open(spec.commandLine().getOut(), wanted, plain)) {
            width = live.width();
            outcome = Trial.run(wanted, new Trial.Options(runs, engine.provision(), seedOfRun, keep, live));
        }
        new Summary(spec.commandLine(), width).print(outcome, again(outcome));
        page.add(outcome).ifPresent(spec.commandLine().getErr()::println);
        return outcome;
    }

    /** A scenario that is none of this project's is known by the file that was given alone. */
    private String again(Outcome outcome) {
        Path given = file(scenario);
        if (given.normalize().startsWith("scenarios")) {
            return outcome.command();
        }
        double lapse = outcome.scenario().timeLapse();
        return "./splitproof run " + given + (lapse == 1 ? "" : " --time-lapse " + lapse);
    }

    private void requireSense(Scenario wanted) {
        if (keep && wanted.literal() != null) {
            throw new BadUsage("expected no --keep with " + wanted.name()
                    + ": each trial of its files is removed before the next begins; logs/ has what it printed");
        }
        if (repeat < 1) {
            throw new BadUsage("expected --repeat of 1 or more, but found " + repeat);
        }
        if (repeat > 1 && keep) {
            throw new BadUsage("expected --repeat or --keep, but found both: only one topology can be kept");
        }
    }

    private Scenario read() {
        Scenario read = ScenarioFiles.read(file(scenario));
        return read.at(factor.of(read));
    }

    private Scenario onServer(Scenario read) {
        if (server == null) {
            return read;
        }
        requireServer(server);
        return read.on(server);
    }

    static void requireServer(String image) {
        if (!ScenarioFiles.SERVER.matcher(image).matches()) {
            throw new BadUsage("expected redis or valkey with a version, such as redis:8, but found " + image);
        }
    }

    /** A name such as {@code sentinel/example-2-crash} is short for its file below scenarios/. */
    static Path file(String scenario) {
        Path path = Path.of(scenario);
        Path named = Path.of("scenarios", scenario + ".yaml");
        return !Files.exists(path) && Files.exists(named) ? named : path;
    }
}
