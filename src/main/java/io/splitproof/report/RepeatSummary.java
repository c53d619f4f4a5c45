package io.splitproof.report;

import io.splitproof.checker.Result;
import io.splitproof.forecast.Stage;
import io.splitproof.scenario.Sample;
import io.splitproof.statistics.Distribution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Many runs of one scenario as plain text: how they ended, and the distribution of each time. */
public final class RepeatSummary {
    private RepeatSummary() {}

    /** Renders the table; samples are at least one. Times are seconds of scenario time. */
    public static String render(List<Sample> samples) {
        var lines = new ArrayList<String>();
        lines.add(tally(samples));
        lines.add(String.format(
                Locale.ROOT, "%-36s %4s %9s %9s %9s %9s", "scenario seconds", "n", "min", "median", "p95", "max"));
        names(samples).forEach(name -> lines.add(line(name, seconds(samples, name))));
        lost(samples).ifPresent(lines::add);
        phases(samples).forEach(lines::add);
        return String.join("\n", lines) + "\n";
    }

    /** Such as {@code 20 runs: 18 held, 0 violated, 2 unknown}. */
    static String tally(List<Sample> samples) {
        return samples.size()
                + (samples.size() == 1 ? " run: " : " runs: ")
                + Arrays.stream(Result.values())
                        .map(r -> samples.stream().filter(s -> s.result() == r).count() + " "
                                + r.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
    }

    /** Acknowledged writes that were lost, in writes; empty where no ledger was read. */
    private static Optional<String> lost(List<Sample> samples) {
        List<Double> lost = samples.stream()
                .map(Sample::lost)
                .filter(Objects::nonNull)
                .map(Long::doubleValue)
                .toList();
        if (lost.isEmpty()) {
            return Optional.empty();
        }
        var d = new Distribution(lost);
        return Optional.of(String.format(
                Locale.ROOT,
                "%-36s %4d %9.0f %9.1f %9.1f %9.0f",
                "acknowledged writes lost (a count)",
                d.n(),
                d.min(),
                d.median(),
                d.p95(),
                d.max()));
    }

    /** What each fraction of a ping period gave; empty where faults wait for none. */
    private static List<String> phases(List<Sample> samples) {
        List<String> rows = samples.stream()
                .filter(s -> s.pingPhase() != null)
                .sorted(Comparator.comparing(s -> Objects.requireNonNull(s.pingPhase())))
                .map(s -> String.format(
                        Locale.ROOT,
                        "%-36.3f %9s %9s %9s",
                        s.pingPhase(),
                        shown(s, Sample.PHASED_SDOWN),
                        shown(s, Stage.ODOWN.words()),
                        shown(s, Stage.WRITABLE.words())))
                .toList();
        if (rows.isEmpty()) {
            return rows;
        }
        String head = String.format(
                Locale.ROOT, "%-36s %9s %9s %9s", "fraction of the ping period", "its sdown", "odown", "writable");
        return Stream.concat(Stream.of(head), rows.stream()).toList();
    }

    private static String shown(Sample sample, String name) {
        Duration time = sample.times().get(name);
        return time == null ? "-" : String.format(Locale.ROOT, "%.3f", seconds(time));
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
