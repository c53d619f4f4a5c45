package io.splitproof.trial;

import io.splitproof.engine.Provision;
import io.splitproof.report.FidelityReport;
import io.splitproof.scenario.Sample;
import io.splitproof.scenario.Scenario;
import io.splitproof.store.SampleFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The experiment that says whether time-lapse changes what is measured: the same scenarios at factor 1 and at others.
 *
 * <p>Its samples are a file, to which each run adds its own: an experiment that was ended goes on where it was, and its
 * report is made of the file alone.
 */
public final class Fidelity {
    /**
     * What to run.
     *
     * @param scenarios at factor 1 and at {@code factor}, side by side
     * @param sweep further factors, for the first scenario only
     * @param n runs of each scenario at each factor
     * @param runs where run directories go
     */
    public record Plan(
            List<Scenario> scenarios, double factor, List<Double> sweep, int n, Path runs, Provision provision) {}

    private final Plan plan;
    private final SampleFile samples;
    private final Consumer<String> told;

    /** @param told a line for each run */
    public Fidelity(Plan plan, Path data, Consumer<String> told) {
        this.plan = plan;
        this.samples = new SampleFile(data);
        this.told = told;
    }

    /** Runs what is missing, in rounds of one run of each kind, so that a busy minute meets all kinds alike. */
    public void run() throws InterruptedException {
        List<Scenario> kinds = kinds();
        for (int round = 0; round < plan.n(); round++) {
            for (Scenario kind : kinds) {
                if (done(kind) <= round) {
                    told.accept("run " + (round + 1) + " of " + plan.n() + ": " + add(kind, round + 1L));
                }
            }
        }
    }

    private List<Scenario> kinds() {
        var kinds = new ArrayList<Scenario>();
        plan.scenarios().forEach(s -> kinds.add(s.at(1)));
        plan.scenarios().forEach(s -> kinds.add(s.at(plan.factor())));
        plan.scenarios().stream().limit(1).forEach(s -> plan.sweep().forEach(f -> kinds.add(s.at(f))));
        return kinds;
    }

    private long done(Scenario kind) {
        return samples.read().stream()
                .filter(s -> s.scenario().equals(kind.name()) && s.factor() == kind.timeLapse())
                .count();
    }

    private String add(Scenario kind, long seed) throws InterruptedException {
        var options = new Trial.Options(plan.runs(), plan.provision(), seed, false, Progress.SILENT);
        Sample sample = Samples.of(Trial.run(kind, options));
        samples.append(sample);
        return kind.name() + " at factor " + kind.timeLapse() + ": stages within the forecast: "
                + sample.stages().name().toLowerCase(Locale.ROOT) + ", "
                + sample.times().size() + " times measured";
    }

    /** Writes the report of all samples in the file. */
    public void report(Path file) {
        List<String> names = plan.scenarios().stream().map(Scenario::name).toList();
        try {
            Files.writeString(file, FidelityReport.render(samples.read(), names, plan.factor()));
        } catch (IOException e) {
            throw new UncheckedIOException("expected to write the report " + file, e);
        }
    }
}
