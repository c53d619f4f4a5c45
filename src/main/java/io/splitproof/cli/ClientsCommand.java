package io.splitproof.cli;

import io.splitproof.report.ClientReport;
import io.splitproof.scenario.Sample;
import io.splitproof.scenario.Scenario;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code bench clients}: what clients make of the same failover. */
@Command(
        name = "clients",
        mixinStandardHelpOptions = true,
        description = "Runs scenarios whose clients ask for more or for less, several times, and writes a page that"
                + " compares what each was told, what it lost and how long it was without service. It goes on where it"
                + " was ended. Default: every scenario with a client that has a driver or waits for more than a reply.",
        footer = {
            "",
            "Examples:",
            "  ./splitproof bench clients -n 3",
            "  ./splitproof bench clients --import target/runs"
        })
final class ClientsCommand extends SamplesCommand {
    @Override
    boolean isWanted(Scenario scenario) {
        return scenario.clients().stream().anyMatch(c -> c.waitsFor() != null || c.driver() != null);
    }

    @Override
    String page(List<Scenario> wanted, List<Sample> samples) {
        return ClientReport.render(wanted, samples);
    }
}
