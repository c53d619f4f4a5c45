package io.splitproof.trial;

import io.splitproof.engine.Provision;
import io.splitproof.scenario.Sample;
import io.splitproof.scenario.Scenario;
import io.splitproof.store.SampleFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Several scenarios, each run several times.
 *
 * <p>Its samples are a file, to which each run adds its own: an experiment that was ended goes on where it was, and a
 * report is made of the file alone.
 *
 * @param kinds what to run, each at its factor and on its server
 * @param n runs of each kind
 * @param runs where run directories go
 * @param told a line for each run
 */
public record Experiment(
        List<Scenario> kinds, int n, Path runs, Provision provision, SampleFile samples, Consumer<String> told) {

    /** Runs what is missing, in rounds of one run of each kind, so that a busy minute meets all kinds alike. */
    public void run() throws InterruptedException {
        for (int round = 0; round < n; round++) {
            for (Scenario kind : kinds) {
                if (done(kind) <= round) {
                    told.accept("run " + (round + 1) + " of " + n + ": " + add(kind, round + 1L));
                }
            }
        }
    }

    private long done(Scenario kind) {
        return samples.read().stream().filter(s -> isOf(s, kind)).count();
    }

    /** True of a sample of that scenario at its factor and on its server. */
    public static boolean isOf(Sample sample, Scenario kind) {
        return sample.scenario().equals(kind.name())
                && sample.factor() == kind.timeLapse()
                && sample.wanted().equals(kind.server());
    }

    private String add(Scenario kind, long seed) throws InterruptedException {
        var options = new Trial.Options(runs, provision, seed, false, Progress.SILENT);
        Sample sample = Samples.of(Trial.run(kind, options));
        samples.append(sample);
        return kind.name() + " on " + sample.server() + " at factor " + kind.timeLapse() + ": "
                + sample.result().name().toLowerCase(Locale.ROOT);
    }
}
