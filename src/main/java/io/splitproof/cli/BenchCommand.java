package io.splitproof.cli;

import io.splitproof.trial.Bench;
import io.splitproof.trial.Bench.Measurement;
import io.splitproof.trial.ReportBench;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench}: how fast the harness itself is on this machine. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures the harness itself: boot to convergence, the spread of a cut, judging, reports.",
        subcommands = {
            FidelityCommand.class,
            ClaimsCommand.class,
            ClientsCommand.class,
            ClusterCommand.class,
            NodeCommand.class,
            MatrixCommand.class,
            SideBySideCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  ./splitproof bench",
            "  ./splitproof bench judge --events 1000000",
            "  ./splitproof bench report --operations 1000000",
            "  ./splitproof bench boot -n 10"
        })
final class BenchCommand implements Callable<Integer> {
    /** What can be measured. */
    enum What {
        BOOT,
        CUT,
        JUDGE,
        REPORT
    }

    @Parameters(paramLabel = "WHAT", arity = "0..*", description = "${COMPLETION-CANDIDATES}; default: all.")
    private List<What> what = List.of();

    @Option(names = "-n", defaultValue = "3", description = "How often; default: ${DEFAULT-VALUE}.")
    private int repeats = 3;

    @Option(names = "--events", defaultValue = "1000000", description = "Events to judge; default: ${DEFAULT-VALUE}.")
    private int events = 1_000_000;

    @Option(
            names = "--operations",
            defaultValue = "1000000",
            description = "Operations to report on; default: ${DEFAULT-VALUE}.")
    private int operations = 1_000_000;

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        if (repeats < 1 || events < 100 || operations < 100) {
            throw new BadUsage("expected -n of 1 or more, and --events and --operations of 100 or more, but found -n "
                    + repeats + ", --events " + events + " and --operations " + operations);
        }
        Interrupts.endThisThread();
        Set<What> wanted = what.isEmpty() ? EnumSet.allOf(What.class) : EnumSet.copyOf(what);
        var bench = new Bench(Path.of("target/runs"), engine.provision());
        if (wanted.contains(What.JUDGE)) {
            print(bench.judge(events, repeats));
        }
        if (wanted.contains(What.REPORT)) {
            print(ReportBench.measure(operations, repeats));
        }
        if (wanted.contains(What.BOOT)) {
            print(bench.boot(repeats));
        }
        if (wanted.contains(What.CUT)) {
            print(bench.cut(repeats));
        }
        return ExitCodes.HELD;
    }

    private void print(List<Measurement> measurements) {
        measurements.forEach(m -> spec.commandLine().getOut().println(m));
        spec.commandLine().getOut().flush();
    }
}
