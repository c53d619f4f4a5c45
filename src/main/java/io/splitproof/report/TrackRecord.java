package io.splitproof.report;

import io.splitproof.checker.Claim;
import io.splitproof.checker.Times;
import io.splitproof.checker.Words;
import io.splitproof.forecast.Stage;
import io.splitproof.scenario.Sample;
import io.splitproof.scenario.Scenario;
import io.splitproof.scenario.Untestable;
import io.splitproof.statistics.Distribution;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every claim with what was measured of it, over how many runs. The same samples make the same page. */
public final class TrackRecord {
    private static final double YEAR_SECONDS = 365 * 24 * 3600.0;
    private static final List<Double> LEVELS = List.of(99.0, 99.9, 99.99, 99.999);

    private TrackRecord() {}

    /**
     * Renders the page; scenarios without a claim, or without a sample, are left out.
     *
     * @param untestable claims that no scenario tests, with the reason
     */
    public static String render(List<Scenario> scenarios, List<Sample> samples, List<Untestable> untestable) {
        List<Entry> entries =
                scenarios.stream().flatMap(s -> entries(s, samples)).toList();
        return Templates.render(
                "track-record.md.peb",
                Map.of(
                        "claims", entries.stream().map(Entry::row).toList(),
                        "refuted",
                                entries.stream()
                                        .filter(Entry::isNotConfirmed)
                                        .map(Entry::truth)
                                        .toList(),
                        "untestable", untestable.stream().map(TrackRecord::row).toList(),
                        "errors", entries.stream().flatMap(Entry::errors).toList(),
                        "levels", LEVELS.stream().map(TrackRecord::level).toList(),
                        "outages",
                                entries.stream().flatMap(e -> e.paid().stream()).toList()));
    }

    private static Stream<Entry> entries(Scenario scenario, List<Sample> samples) {
        return samples.stream()
                .filter(s -> s.scenario().equals(scenario.name()) && s.finding() != null)
                .collect(Collectors.groupingBy(Sample::server, java.util.TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(own -> Optional.ofNullable(scenario.claim()).stream().map(c -> new Entry(scenario, c, own)));
    }

    /** One claim on one server. */
    private record Entry(Scenario scenario, Claim claim, List<Sample> samples) {
        List<String> row() {
            return List.of(
                    cell(claim.text()),
                    cell(source()),
                    "`" + scenario.name() + "`" + factor(),
                    samples.get(0).server(),
                    findings(),
                    outage().map(Entry::medianAndWorst).orElse(Tables.DASH),
                    lost(),
                    "" + samples.size(),
                    days() + ", " + commits(),
                    "`./splitproof run " + scenario.name() + "`");
        }

        private String source() {
            return scenario.source().document() + ", " + scenario.source().section();
        }

        private String findings() {
            return Arrays.stream(Claim.Finding.values())
                    .map(f -> word(
                            f, samples.stream().filter(s -> s.finding() == f).count()))
                    .filter(w -> !w.isEmpty())
                    .collect(Collectors.joining(", "));
        }

        private String word(Claim.Finding finding, long count) {
            String word = "**" + finding.name().toLowerCase(Locale.ROOT).replace('_', ' ') + "**";
            return count == 0 ? "" : count == samples.size() ? word : word + " (" + count + ")";
        }

        Optional<Distribution> outage() {
            List<Double> seconds = RepeatSummary.seconds(samples, Times.OUTAGE);
            return seconds.isEmpty() ? Optional.empty() : Optional.of(new Distribution(seconds));
        }

        private static String medianAndWorst(Distribution d) {
            return String.format(Locale.ROOT, "%.1f s, %.1f s", d.median(), d.max());
        }

        /** True where a virtual IP or a balancer led clients elsewhere, and no operator decided when. */
        private boolean frontSwitched() {
            return scenario.clients().stream().anyMatch(c -> c.through() != null)
                    && scenario.schedule().steps().isEmpty();
        }

        /** A row for each client that met errors in some run; samples that are older than this measurement have none. */
        Stream<List<String>> errors() {
            return RepeatSummary.names(samples).stream()
                    .filter(name -> name.startsWith(Times.ERRORS))
                    .map(name -> errors(name, new Distribution(RepeatSummary.seconds(samples, name))))
                    .filter(row -> !row.isEmpty());
        }

        private List<String> errors(String name, Distribution seconds) {
            return seconds.max() == 0
                    ? List.of()
                    : List.of(
                            "`" + scenario.name() + "`",
                            samples.get(0).server(),
                            name.substring(Times.ERRORS.length()),
                            String.format(Locale.ROOT, "%.2f s, %.2f s", seconds.median(), seconds.max()),
                            lost(),
                            "" + seconds.n());
        }

        private boolean failedOver() {
            return samples.stream().anyMatch(s -> s.times().containsKey(Stage.WRITABLE.words()));
        }

        private String factor() {
            return scenario.timeLapse() == 1 ? "" : " (time-lapse " + Words.factor(scenario.timeLapse()) + ")";
        }

        private String lost() {
            List<Double> lost = samples.stream()
                    .map(Sample::lost)
                    .filter(Objects::nonNull)
                    .map(Long::doubleValue)
                    .toList();
            if (lost.isEmpty()) {
                return Tables.DASH;
            }
            var d = new Distribution(lost);
            return String.format(Locale.ROOT, "%,.0f, %,.0f", d.median(), d.max());
        }

        private String days() {
            return all(samples.stream().map(s -> s.started().toString().substring(0, 10)));
        }

        private String commits() {
            return all(samples.stream()
                    .map(s -> Optional.ofNullable(s.commit())
                            .map(c -> c.substring(0, 7))
                            .orElse("commit not known")));
        }

        private static String all(Stream<String> values) {
            return String.join(", ", values.collect(Collectors.toCollection(TreeSet::new)));
        }

        boolean isNotConfirmed() {
            return samples.stream().anyMatch(s -> s.finding() != Claim.Finding.CONFIRMED);
        }

        /** What the run with the longest outage measured. */
        List<String> truth() {
            Sample worst = samples.stream()
                    .filter(s -> s.finding() != Claim.Finding.CONFIRMED)
                    .max(Comparator.comparing(s -> s.times().getOrDefault(Times.OUTAGE, java.time.Duration.ZERO)))
                    .orElseThrow();
            return List.of(
                    cell(claim.text()),
                    scenario.name() + ", " + samples.get(0).server(),
                    cell(String.valueOf(worst.figure())));
        }

        /**
         * How many failovers of the measured length each level pays for in a year; empty if nothing failed over: other
         * outages last as long as the schedule says.
         */
        Optional<List<String>> paid() {
            return outage().filter(d -> (failedOver() || frontSwitched()) && d.median() >= 1)
                    .map(d -> Stream.concat(
                                    Stream.of(
                                            "`" + scenario.name() + "`",
                                            samples.get(0).server(),
                                            String.format(Locale.ROOT, "%.1f s", d.median())),
                                    LEVELS.stream()
                                            .map(l -> String.format(
                                                    Locale.ROOT, "%,d", (long) Math.floor(allowed(l) / d.median()))))
                            .toList());
        }
    }

    private static List<String> row(Untestable untestable) {
        return List.of(
                cell(untestable.claim()),
                cell(untestable.source().document() + ", " + untestable.source().section()),
                "not testable here, because " + cell(untestable.why()));
    }

    private static double allowed(double level) {
        return YEAR_SECONDS * (100 - level) / 100;
    }

    private static String level(double level) {
        String percent = level == Math.rint(level) ? Long.toString(Math.round(level)) : Double.toString(level);
        return percent + " % (" + String.format(Locale.ROOT, "%,.0f s", allowed(level)) + ")";
    }

    private static String cell(String text) {
        return text.strip().replace("|", "\\|").replaceAll("\\s+", " ");
    }
}
