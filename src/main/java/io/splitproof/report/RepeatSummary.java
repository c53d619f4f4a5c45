package io.splitproof.report;

import io.splitproof.checker.Result;
import io.splitproof.forecast.Stage;
import io.splitproof.scenario.Sample;
import io.splitproof.statistics.Distribution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Many runs of one scenario as plain text: how they ended, and the distribution of each time. */
public final class RepeatSummary {
    private RepeatSummary() {}

    /** Renders the table; samples are at least one. Times are seconds of scenario time. */
    public static String render(List<Sample> samples) {
        var lines = new ArrayList<String>();
        lines.add(samples.size() + " runs: "
                + Arrays.stream(Result.values())
                        .map(r -> samples.stream().filter(s -> s.result() == r).count() + " "
                                + r.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
        lines.add(String.format(
                Locale.ROOT, "%-36s %4s %9s %9s %9s %9s", "scenario seconds", "n", "min", "median", "p95", "max"));
        names(samples).forEach(name -> lines.add(line(name, seconds(samples, name))));
        return String.join("\n", lines) + "\n";
    }

    /** Stages in their order, then whatever else was measured. */
    static List<String> names(List<Sample> samples) {
        var measured = new TreeSet<String>();
        samples.forEach(s -> measured.addAll(s.times().keySet()));
        var names = new ArrayList<>(Arrays.stream(Stage.values())
                .map(Stage::words)
                .filter(measured::remove)
                .toList());
        names.addAll(measured);
        return names;
    }

    /** What was measured of that time, in seconds. */
    static List<Double> seconds(List<Sample> samples, String name) {
        return samples.stream()
                .filter(s -> s.times().containsKey(name))
                .map(s -> seconds(s.times().get(name)))
                .toList();
    }

    static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private static String line(String name, List<Double> seconds) {
        var d = new Distribution(seconds);
        return String.format(
                Locale.ROOT, "%-36s %4d %9.3f %9.3f %9.3f %9.3f", name, d.n(), d.min(), d.median(), d.p95(), d.max());
    }
}
