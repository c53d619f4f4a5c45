package io.splitproof.report;

import io.splitproof.statistics.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A comparison as plain text for a terminal. */
public final class ComparisonText {
    private static final String NUMBERS = "%-38s %4s %9s %9s %9s  %4s %9s %9s %9s";

    private ComparisonText() {}

    /** Renders it; the set-ups come first, since they say what the numbers compare. */
    public static String render(Comparison comparison) {
        var lines = new ArrayList<String>();
        lines.add("A  " + comparison.first().name());
        lines.add("B  " + comparison.second().name());
        comparison.alone().forEach(lines::add);
        comparison.sections().forEach(s -> section(s, lines));
        lines.add("");
        lines.add(METHOD);
        return String.join("\n", lines) + "\n";
    }

    private static void section(Comparison.Section section, List<String> lines) {
        lines.add("");
        lines.add(section.title());
        lines.add("A  " + section.first().tally());
        lines.add("B  " + section.second().tally());
        lines.add("");
        if (section.differences().isEmpty()) {
            lines.add("Nothing is known to be set up differently.");
        } else {
            lines.add("What is set up differently");
            section.differences().forEach(d -> {
                lines.add("  " + d.fact());
                lines.add("    A  " + d.first());
                lines.add("    B  " + d.second());
            });
        }
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                NUMBERS,
                "scenario seconds",
                "A: n",
                "median",
                "p95",
                "max",
                "B: n",
                "median",
                "p95",
                "max"));
        section.measured().forEach(m -> {
            lines.add(numbers(m));
            lines.add("    " + m.words());
        });
    }

    /** What the words rest on. */
    static final String METHOD = """
            Runs that are unknown do not count. Differences are Hodges-Lehmann shifts, each with its own 95 % interval;
            p-values are of Mann-Whitney tests, corrected after Holm for the times up to lost writes together and for
            the others together.""";

    private static String numbers(Measured measured) {
        var values = measured.values();
        var cells = new ArrayList<Object>();
        cells.add(values.name());
        cells.addAll(numbers(values, values.first()));
        cells.addAll(numbers(values, values.second()));
        return String.format(Locale.ROOT, NUMBERS, cells.toArray());
    }

    /** n, median, p95 and maximum; dashes where nothing was measured. */
    static List<String> numbers(Measured.Values values, Optional<Distribution> distribution) {
        return distribution
                .map(d ->
                        List.of("" + d.n(), values.number(d.median()), values.number(d.p95()), values.number(d.max())))
                .orElse(List.of("0", Tables.DASH, Tables.DASH, Tables.DASH));
    }
}
