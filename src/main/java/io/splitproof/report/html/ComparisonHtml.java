package io.splitproof.report.html;

import io.splitproof.report.Comparison;
import io.splitproof.report.ComparisonPage;
import io.splitproof.report.Measured;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A comparison as one HTML page, without a script. */
public final class ComparisonHtml {
    private ComparisonHtml() {}

    public static String render(Comparison comparison) {
        return HtmlTemplates.render(
                "comparison.html.peb",
                Map.of(
                        "style",
                        Assets.style(),
                        "comparison",
                        comparison,
                        "sections",
                        comparison.sections().stream()
                                .map(ComparisonHtml::section)
                                .toList(),
                        "method",
                        ComparisonPage.METHOD));
    }

    private static Map<String, Object> section(Comparison.Section section) {
        return Map.of(
                "title", section.title(),
                "first", section.first().tally(),
                "second", section.second().tally(),
                "differences", section.differences(),
                "measured", section.measured().stream().map(ComparisonHtml::row).toList());
    }

    private static Map<String, Object> row(Measured measured) {
        List<String> cells = ComparisonPage.cells(measured);
        return Map.of(
                "name", cells.get(0),
                "numbers", cells.subList(1, cells.size() - 1),
                "words", measured.words(),
                "answer", measured.answer().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
