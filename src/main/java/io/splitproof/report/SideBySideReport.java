package io.splitproof.report;

import io.splitproof.checker.ClientFigures;
import io.splitproof.checker.Result;
import io.splitproof.checker.Times;
import io.splitproof.checker.Words;
import io.splitproof.scenario.Sample;
import io.splitproof.scenario.Scenario;
import io.splitproof.statistics.Distribution;
import io.splitproof.workload.ClientSpec;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The same fault for several arrangements, in one table for each fault. The same samples make the same page.
 *
 * <p>A scenario's name says both, such as {@code side-by-side/crash-sentinel}: the fault up to the first dash, then the
 * arrangement.
 */
public final class SideBySideReport {
    private static final String NEVER = "did not end";
    private static final String NOT_KNOWN = "not known";

    private SideBySideReport() {}

    /** Renders the page; runs that are unknown are counted and not used, scenarios without a run are left out. */
    public static String render(List<Scenario> scenarios, List<Sample> samples) {
        List<Row> rows = scenarios.stream()
                .map(s -> new Row(
                        s,
                        samples.stream()
                                .filter(sample -> sample.scenario().equals(s.name()))
                                .toList()))
                .filter(row -> !row.all().isEmpty())
                .toList();
        List<Map<String, Object>> faults = rows.stream()
                .map(Row::fault)
                .distinct()
                .map(fault -> table(
                        fault,
                        rows.stream().filter(r -> r.fault().equals(fault)).toList()))
                .toList();
        return Templates.render(
                "side-by-side.md.peb",
                Map.of(
                        "faults",
                        faults,
                        "arrangements",
                        rows.stream().map(Row::description).distinct().toList(),
                        "runs",
                        rows.stream().map(Row::facts).toList()));
    }

    private static Map<String, Object> table(String fault, List<Row> rows) {
        List<String> writers = rows.get(0).writers();
        String what = rows.get(0).scenario().schedule().faults().stream()
                .map(f -> f.describe() + (f.lasts() == null ? ", for good" : ", for " + Words.seconds(f.lasts())))
                .collect(Collectors.joining("; "));
        return Map.of(
                "title", fault,
                "what", what,
                "writers", writers,
                "rows",
                        rows.stream()
                                .sorted(Comparator.comparingDouble(Row::order).thenComparing(Row::arrangement))
                                .map(Row::cells)
                                .toList());
    }

    /** One arrangement under one fault. */
    private record Row(Scenario scenario, List<Sample> all) {
        String fault() {
            return word().substring(0, word().indexOf('-'));
        }

        String arrangement() {
            return word().substring(word().indexOf('-') + 1);
        }

        /** The last part of the name; one without a dash is its own arrangement. */
        private String word() {
            String last = scenario.name().substring(scenario.name().lastIndexOf('/') + 1);
            return last.indexOf('-') < 0 ? last + "-" + last : last;
        }

        List<String> writers() {
            return scenario.clients().stream()
                    .filter(ClientSpec::writes)
                    .map(ClientSpec::name)
                    .toList();
        }

        private List<Sample> known() {
            return all.stream().filter(s -> s.result() != Result.UNKNOWN).toList();
        }

        List<String> cells() {
            return Stream.of(
                            Stream.of(arrangement(), outage(s -> service(s))),
                            writers().stream().map(w -> outage(s -> ofClient(s, w))),
                            Stream.of(
                                    numbers(s -> s.lost() == null ? null : (double) s.lost(), "%,.0f"),
                                    numbers(s -> seconds(s.splitBrain()), "%.1f s"),
                                    known().size() + (known().size() == all.size() ? "" : " of " + all.size())))
                    .flatMap(s -> s)
                    .toList();
        }

        /** Infinite for an outage that a success did not end while the load ran. */
        private static double service(Sample sample) {
            Duration outage = sample.times().get(Times.OUTAGE);
            return outage == null ? Double.POSITIVE_INFINITY : outage.toNanos() / 1e9;
        }

        private static double ofClient(Sample sample, String client) {
            return sample.of(client)
                    .filter(ClientFigures::back)
                    .map(c -> c.outage().toNanos() / 1e9)
                    .orElse(Double.POSITIVE_INFINITY);
        }

        double order() {
            return known().isEmpty() ? Double.POSITIVE_INFINITY : median(Row::service);
        }

        private double median(Function<Sample, Double> of) {
            List<Double> sorted = known().stream().map(of).sorted().toList();
            return sorted.get(sorted.size() / 2);
        }

        /** Median and worst; an outage that did not end is longer than any that did. */
        private String outage(Function<Sample, Double> of) {
            if (known().isEmpty()) {
                return Tables.DASH;
            }
            double worst =
                    known().stream().map(of).max(Comparator.naturalOrder()).orElseThrow();
            return Double.isInfinite(median(of)) ? NEVER : words(median(of)) + ", " + words(worst);
        }

        private static String words(double seconds) {
            return Double.isInfinite(seconds) ? NEVER : String.format(Locale.ROOT, "%.1f s", seconds);
        }

        /** Median and worst of the runs in which it is known. */
        private String numbers(Function<Sample, @Nullable Double> of, String format) {
            List<Double> values =
                    known().stream().map(of).filter(Objects::nonNull).toList();
            if (values.isEmpty()) {
                return known().isEmpty() ? Tables.DASH : NOT_KNOWN;
            }
            var d = new Distribution(values);
            String few = values.size() == known().size() ? "" : " (of " + values.size() + ")";
            return String.format(Locale.ROOT, format, d.median()) + ", " + String.format(Locale.ROOT, format, d.max())
                    + few;
        }

        private static @Nullable Double seconds(@Nullable Duration time) {
            return time == null ? null : time.toNanos() / 1e9;
        }

        /** What it is and how it is set, by the scenario's first note. */
        List<String> description() {
            return List.of(
                    arrangement(),
                    scenario.notes().stream().findFirst().orElse(Tables.DASH).strip());
        }

        List<String> facts() {
            return List.of(
                    "`" + scenario.name() + "`",
                    each(all.stream().map(Sample::server)),
                    "" + all.size(),
                    each(all.stream().map(s -> s.started().toString().substring(0, 10))) + ", "
                            + each(all.stream()
                                    .map(s -> s.commit() == null
                                            ? "commit not known"
                                            : s.commit().substring(0, 7))),
                    each(all.stream().map(Sample::machine)),
                    "`./splitproof run " + scenario.name() + "`");
        }

        private static String each(Stream<String> values) {
            return String.join(", ", values.collect(Collectors.toCollection(TreeSet::new)));
        }
    }
}
