package io.splitproof.cli;

import io.splitproof.report.SideBySideReport;
import io.splitproof.scenario.Sample;
import io.splitproof.scenario.Scenario;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code bench side-by-side}: what the same faults do to different arrangements. */
@Command(
        name = "side-by-side",
        mixinStandardHelpOptions = true,
        description =
                "Runs the same crash and the same partition for each arrangement, several times, and writes a page"
                        + " that compares outage, lost writes and split brain. It goes on where it was ended. Default: every"
                        + " scenario under scenarios/side-by-side.",
        footer = {
            "",
            "Examples:",
            "  ./splitproof bench side-by-side -n 3",
            "  ./splitproof bench side-by-side --import target/runs"
        })
final class SideBySideCommand extends SamplesCommand {
    private static final String DIRECTORY = "side-by-side/";

    @Override
    boolean isWanted(Scenario scenario) {
        return scenario.name().startsWith(DIRECTORY);
    }

    @Override
    String page(List<Scenario> wanted, List<Sample> samples) {
        return SideBySideReport.render(wanted, samples);
    }
}
