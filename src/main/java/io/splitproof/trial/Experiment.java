package io.splitproof.trial;

import io.splitproof.engine.Provision;
import io.splitproof.run.Threads;
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
 * @param atOnce how many runs are measured at once; what is disturbed by that is repeated alone
 * @param runs where run directories go
 * @param told a line for each run
 */
public record Experiment(
        List<Scenario> kinds,
        int n,
        int atOnce,
        Path runs,
        Provision provision,
        SampleFile samples,
        Consumer<String> told) {
    /** Runs what is missing, in rounds of one run of each kind, so that a busy minute meets all kinds alike. */
    public void run() throws InterruptedException {
        var sideBySide = new SideBySide(atOnce);
        for (int i = 0; i < n; i++) {
            int round = i;
            List<Threads.Task> missing = kinds.stream()
                    .filter(kind -> done(kind) <= round)
                    .<Threads.Task>map(kind -> () ->
                            told.accept("run " + (round + 1) + " of " + n + ": " + add(kind, round + 1L, sideBySide)))
                    .toList();
            Threads.together("splitproof-experiment", isAlone() ? 1 : missing.size(), missing);
        }
    }

    private boolean isAlone() {
        return atOnce == 1;
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

    private String add(Scenario kind, long seed, SideBySide sideBySide) throws InterruptedException {
        var options = new Trial.Options(runs, provision, seed, false, Progress.SILENT);
        Outcome outcome = isAlone() ? Trial.run(kind, options) : sideBySide.run(kind, options, ended -> {});
        Sample sample = Samples.of(outcome);
        samples.append(sample);
        return kind.name() + " on " + sample.server() + " at factor " + kind.timeLapse() + ": "
                + sample.result().name().toLowerCase(Locale.ROOT);
    }
}
