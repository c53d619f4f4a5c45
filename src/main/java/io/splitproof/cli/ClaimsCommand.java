package io.splitproof.cli;

import io.splitproof.report.TrackRecord;
import io.splitproof.scenario.Sample;
import io.splitproof.scenario.Scenario;
import io.splitproof.store.UntestableFile;
import io.splitproof.trial.SideBySide;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench claims}: the track record of reports/. */
@Command(
        name = "claims",
        mixinStandardHelpOptions = true,
        description = "Runs every scenario that has a claim, several times, and writes the track record: what was"
                + " claimed, what is true, over how many runs. It goes on where it was ended. Default: every scenario under"
                + " scenarios/ that has a claim.",
        footer = {
            "",
            "Examples:",
            "  ./splitproof bench claims -n 5",
            "  ./splitproof bench claims --import target/runs"
        })
final class ClaimsCommand extends SamplesCommand {
    @Option(
            names = "--not-testable",
            defaultValue = "reports/not-testable.yaml",
            description = "Claims that no scenario can test, with the reason; default: ${DEFAULT-VALUE}.")
    private Path untestable = Path.of("reports/not-testable.yaml");

    @Option(
            names = "--at-once",
            defaultValue = "0",
            description = "How many runs are measured at once; default: one more than there are processors.")
    private int atOnce = 0;

    @Override
    boolean isWanted(Scenario scenario) {
        return scenario.claim() != null;
    }

    @Override
    String pageFile() {
        return "README.md";
    }

    @Override
    int atOnce() {
        return atOnce > 0 ? atOnce : SideBySide.usual();
    }

    @Override
    String page(List<Scenario> wanted, List<Sample> samples) {
        return TrackRecord.render(wanted, samples, UntestableFile.read(untestable));
    }
}
