package io.splitproof.cli;

import io.splitproof.scenario.Scenario;
import io.splitproof.scenario.TimeLapse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How fast scenario time passes. */
final class FactorOptions {
    @Option(
            names = "--time-lapse",
            paramLabel = "FACTOR",
            description = "Seconds of scenario time in a second of real time; default: the scenario's own.")
    private @Nullable Double timeLapse;

    @Option(names = "--real-time", description = "The same as --time-lapse 1.")
    private boolean realTime;

    /** The factor for that scenario; throws BadUsage if it cannot be run at the one that is asked for. */
    double of(Scenario scenario) {
        if (realTime && timeLapse != null) {
            throw new BadUsage("expected --real-time or --time-lapse, but found both");
        }
        double factor = realTime ? 1 : timeLapse != null ? timeLapse : scenario.timeLapse();
        TimeLapse.obstacle(scenario, factor).ifPresent(why -> {
            throw new BadUsage(why);
        });
        return factor;
    }
}
