package io.splitproof.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A comparison as one Markdown page. */
public final class ComparisonPage {
    /** What the words of a comparison rest on. */
    public static final String METHOD = ComparisonText.METHOD.replace('\n', ' ');

    private ComparisonPage() {}

    public static String render(Comparison comparison) {
        return Templates.render(
                "comparison.md.peb",
                Map.of(
                        "first", MarkdownText.of(comparison.first().name()),
                        "second", MarkdownText.of(comparison.second().name()),
                        "alone",
                                comparison.alone().stream()
                                        .map(MarkdownText::of)
                                        .toList(),
                        "sections",
                                comparison.sections().stream()
                                        .map(ComparisonPage::section)
                                        .toList(),
                        "method", METHOD));
    }

    private static Map<String, Object> section(Comparison.Section section) {
        return Map.of(
                "title", MarkdownText.of(section.title()),
                "first", section.first().tally(),
                "second", section.second().tally(),
                "differences",
                        section.differences().stream()
                                .map(d -> escaped(List.of(d.fact(), d.first(), d.second())))
                                .toList(),
                "measured", section.measured().stream().map(ComparisonPage::row).toList());
    }

    /** A row's cells, as text. */
    public static List<String> cells(Measured measured) {
        var values = measured.values();
        var cells = new ArrayList<String>();
        cells.add(values.name() + (values.unit().isEmpty() ? "" : ", " + values.unit()));
        cells.addAll(ComparisonText.numbers(values, values.first()));
        cells.addAll(ComparisonText.numbers(values, values.second()));
        cells.add(measured.words());
        return cells;
    }

    private static List<String> row(Measured measured) {
        return escaped(cells(measured));
    }

    private static List<String> escaped(List<String> cells) {
        return cells.stream().map(MarkdownText::of).toList();
    }
}
