package io.splitproof.cli;

import io.splitproof.checker.Objective;
import io.splitproof.scenario.Scenario;
import io.splitproof.store.ScenarioException;
import io.splitproof.store.ScenarioFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code list}: the scenarios that there are. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists scenarios: where they come from, what they break, what must hold.",
        footer = {"", "Example:", "  ./splitproof list scenarios/sentinel"})
final class ListCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            defaultValue = "scenarios",
            description = "Where to look; default: ${DEFAULT-VALUE}.")
    private Path directory = Path.of("scenarios");

    @Option(names = "--short", description = "Paths alone.")
    private boolean isShort;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new BadUsage(directory + ": expected a directory of scenarios, but there is none");
        }
        int code = ExitCodes.HELD;
        for (Path file : ScenarioFiles.list(directory)) {
            code = Math.max(code, show(file));
        }
        return code;
    }

    private int show(Path file) {
        var out = spec.commandLine().getOut();
        if (isShort) {
            out.println(file);
            return ExitCodes.HELD;
        }
        try {
            Scenario scenario = ScenarioFiles.read(file);
            out.println(Ansi.AUTO.string("@|bold " + file + "|@") + "  ("
                    + scenario.source().document() + ", " + scenario.source().section() + ")");
            if (scenario.claim() != null) {
                out.println("    claim   " + scenario.claim().text().strip());
            }
            scenario.schedule()
                    .faults()
                    .forEach(f -> out.println("    fault   " + Plan.when(f.at(), f.after()) + ": " + f.describe()));
            var literal = scenario.literal();
            if (literal != null) {
                literal.variants().forEach(v -> out.println("    trial   " + v.name()));
            }
            out.println("    holds   "
                    + scenario.objectives().stream().map(Objective::id).collect(Collectors.joining(", ")));
            return ExitCodes.HELD;
        } catch (ScenarioException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ExitCodes.USAGE;
        }
    }
}
