package io.splitproof.report;

import static java.util.Map.entry;

import io.splitproof.checker.Result;
import io.splitproof.checker.Words;
import io.splitproof.scenario.Sample;
import io.splitproof.statistics.Difference;
import io.splitproof.statistics.Distribution;
import io.splitproof.statistics.Holm;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whether time-lapse changes what is measured, from samples of many runs. The same samples make the same page. */
public final class FidelityReport {
    /** Adjusted p-values below it are called a difference. */
    private static final double LEVEL = 0.01;
    /** Seconds: a tick of Sentinel's own timer; a smaller difference is below what Sentinel itself resolves. */
    private static final double TICK = 0.1;

    private final List<Sample> samples;

    private FidelityReport(List<Sample> samples) {
        this.samples = samples;
    }

    /**
     * Renders the page.
     *
     * @param note a sentence about the runs, or nothing
     * @param scenarios those compared at factor 1 and {@code factor}; the first was also run at further factors
     */
    public static String render(List<Sample> samples, List<String> scenarios, double factor, String note) {
        var report = new FidelityReport(samples);
        List<Comparison> comparisons =
                scenarios.stream().flatMap(s -> report.compared(s, factor)).toList();
        List<Double> adjusted = adjusted(comparisons);
        return Templates.render(
                "fidelity.md.peb",
                Map.ofEntries(
                        entry("note", note),
                        entry("factor", number(factor)),
                        entry("level", number(LEVEL)),
                        entry("conclusion", conclusion(comparisons, adjusted)),
                        entry(
                                "scenarios",
                                scenarios.stream()
                                        .map(s -> Map.of("name", s, "rows", rows(s, comparisons, adjusted)))
                                        .toList()),
                        entry("swept", scenarios.get(0)),
                        entry("sweep", report.sweep(scenarios.get(0))),
                        entry("largest", report.largestFactor(scenarios.get(0))),
                        entry("facts", report.facts())));
    }

    /** One measured time at factor 1 and at another. */
    private record Comparison(String scenario, String time, Distribution real, Distribution lapsed) {
        Difference difference() {
            return Difference.of(real, lapsed);
        }

        boolean matters(double adjusted) {
            return adjusted < LEVEL && Math.abs(difference().ofMedians()) > TICK;
        }
    }

    private Stream<Comparison> compared(String scenario, double other) {
        return RepeatSummary.names(of(scenario).toList()).stream()
                .flatMap(time -> distribution(scenario, 1, time).stream()
                        .flatMap(real -> distribution(scenario, other, time).stream()
                                .map(lapsed -> new Comparison(scenario, time, real, lapsed))))
                .filter(c -> c.real().n() > 1 && c.lapsed().n() > 1);
    }

    private Stream<Sample> of(String scenario) {
        return samples.stream().filter(s -> s.scenario().equals(scenario));
    }

    private Stream<Sample> of(String scenario, double at) {
        return of(scenario).filter(s -> s.factor() == at);
    }

    private Optional<Distribution> distribution(String scenario, double at, String time) {
        List<Double> values = RepeatSummary.seconds(of(scenario, at).toList(), time);
        return values.isEmpty() ? Optional.empty() : Optional.of(new Distribution(values));
    }

    /** Of the smaller of both tests each, doubled: either may show a difference. */
    private static List<Double> adjusted(List<Comparison> comparisons) {
        return Holm.adjusted(
                comparisons.stream().map(c -> smaller(c.difference())).toList());
    }

    private static double smaller(Difference difference) {
        return Math.min(1, 2 * Math.min(difference.shift(), difference.shape()));
    }

    private static List<List<String>> rows(String scenario, List<Comparison> comparisons, List<Double> adjusted) {
        var rows = new ArrayList<List<String>>();
        for (int i = 0; i < comparisons.size(); i++) {
            Comparison c = comparisons.get(i);
            if (c.scenario().equals(scenario)) {
                Difference difference = c.difference();
                rows.add(List.of(
                        c.time(),
                        words(c.real()),
                        words(c.lapsed()),
                        signed(difference.ofMedians()),
                        p(difference.shift()),
                        p(difference.shape()),
                        p(adjusted.get(i)) + verdict(c, adjusted.get(i))));
            }
        }
        return rows;
    }

    private static String verdict(Comparison comparison, double adjusted) {
        if (comparison.matters(adjusted)) {
            return " **differs**";
        }
        return adjusted < LEVEL ? " differs by less than a tick" : "";
    }

    private static long mattering(List<Comparison> comparisons, List<Double> adjusted) {
        return IntStream.range(0, comparisons.size())
                .filter(i -> comparisons.get(i).matters(adjusted.get(i)))
                .count();
    }

    private static String conclusion(List<Comparison> comparisons, List<Double> adjusted) {
        if (comparisons.isEmpty()) {
            return "No time was measured at both factors, so nothing can be said.";
        }
        long differ = adjusted.stream().filter(p -> p < LEVEL).count();
        return "Of " + comparisons.size() + " measured times " + differ + " differ between the factors at the adjusted"
                + " level, " + mattering(comparisons, adjusted) + " of them by more than a tick of Sentinel's timer ("
                + seconds(TICK) + "); the largest difference of medians is " + seconds(largest(comparisons)) + ".";
    }

    private static double largest(List<Comparison> comparisons) {
        return comparisons.stream()
                .mapToDouble(c -> Math.abs(c.difference().ofMedians()))
                .max()
                .orElse(0);
    }

    /** One row for each factor at which the first scenario was run. */
    private List<List<String>> sweep(String scenario) {
        return factors(scenario).stream().map(at -> sweepRow(scenario, at)).toList();
    }

    private List<Double> factors(String scenario) {
        return of(scenario).map(Sample::factor).distinct().sorted().toList();
    }

    private List<String> sweepRow(String scenario, double at) {
        List<Comparison> comparisons =
                at == 1 ? List.of() : compared(scenario, at).toList();
        return List.of(
                number(at),
                "" + of(scenario, at).count(),
                stages(scenario, at, Result.HELD) + " / " + stages(scenario, at, Result.UNKNOWN) + " / "
                        + stages(scenario, at, Result.VIOLATED),
                "" + of(scenario, at).filter(s -> s.tries() > 1).count(),
                words(new Distribution(of(scenario, at)
                        .map(s -> RepeatSummary.seconds(s.lateness()))
                        .toList())),
                at == 1 ? Tables.DASH : seconds(largest(comparisons)),
                at == 1 ? Tables.DASH : differing(comparisons));
    }

    private long stages(String scenario, double at, Result result) {
        return of(scenario, at).filter(s -> s.stages() == result).count();
    }

    private static String differing(List<Comparison> comparisons) {
        List<Double> adjusted = adjusted(comparisons);
        long differ = adjusted.stream().filter(p -> p < LEVEL).count();
        return differ + " of " + comparisons.size() + ", " + mattering(comparisons, adjusted) + " by more than a tick";
    }

    /** The largest factor up to which nothing differs that matters and no run was judged to break its forecast. */
    private String largestFactor(String scenario) {
        double largest = 1;
        for (double at : factors(scenario)) {
            if (at > 1 && distorted(scenario, at)) {
                return number(largest) + "; at " + number(at) + " it shows";
            }
            largest = Math.max(largest, at);
        }
        return number(largest) + ", the largest that was tried";
    }

    private boolean distorted(String scenario, double at) {
        List<Comparison> comparisons = compared(scenario, at).toList();
        return stages(scenario, at, Result.VIOLATED) > 0 || mattering(comparisons, adjusted(comparisons)) > 0;
    }

    private List<List<String>> facts() {
        return List.of(
                List.of("runs", "" + samples.size()),
                List.of("server", all(samples.stream().map(Sample::server))),
                List.of("machine", all(samples.stream().map(Sample::machine))),
                List.of(
                        "commit",
                        all(samples.stream()
                                .map(s -> Optional.ofNullable(s.commit()).orElse("not known")))),
                List.of(
                        "days",
                        all(samples.stream().map(s -> s.started().toString().substring(0, 10)))));
    }

    private static String all(Stream<String> values) {
        return String.join(", ", values.collect(Collectors.toCollection(TreeSet::new)));
    }

    private static String words(Distribution d) {
        return String.format(
                Locale.ROOT, "%.2f / %.2f / %.2f / %.2f (%d)", d.min(), d.median(), d.p95(), d.max(), d.n());
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.3f s", value);
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.3f s", value);
    }

    private static String p(double value) {
        return value < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", value);
    }

    private static String number(double value) {
        return Words.factor(value);
    }
}
