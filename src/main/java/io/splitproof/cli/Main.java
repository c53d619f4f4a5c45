package io.splitproof.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The entry point of {@code ./splitproof}. */
@Command(
        name = "splitproof",
        description = "Builds Redis and Valkey high-availability topologies in containers, breaks them, and says with"
                + " measured evidence what they kept of their promises.",
        mixinStandardHelpOptions = true,
        version = "splitproof 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            UpCommand.class,
            JudgeCommand.class,
            ReportCommand.class,
            ExportCommand.class,
            CompareCommand.class,
            IndexCommand.class,
            ListCommand.class,
            DoctorCommand.class,
            CleanCommand.class,
            BenchCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  ./splitproof run scenarios/sentinel/example-2-minority-partition.yaml",
            "  ./splitproof up sentinel",
            "  ./splitproof judge target/runs/sentinel/example-2-minority-partition/latest",
            "",
            "Exit codes: 0 held, 1 violated, 2 unknown, 64 usage or bad scenario, 65 damaged run directory,",
            "69 no engine or image, 70 the harness itself broke, 130 interrupted."
        })
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] args) {
        Quiet.libraries();
        Ending.with(execute(args));
    }

    static int execute(String... args) {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler(new Failures())
                .setParameterExceptionHandler(new UsageErrors())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(110)
                .execute(args);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
