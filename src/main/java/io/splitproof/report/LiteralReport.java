package io.splitproof.report;

import io.splitproof.checker.CheckFinding;
import io.splitproof.checker.ClaimFinding;
import io.splitproof.checker.Judgement;
import io.splitproof.checker.Result;
import io.splitproof.checker.VariantFinding;
import io.splitproof.checker.Words;
import io.splitproof.literal.Edit;
import io.splitproof.scenario.Scenario;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A judged trial of a document's files as one Markdown page. The same run always makes the same page. */
public final class LiteralReport {
    private LiteralReport() {}

    /** Renders the page; facts as in {@link MarkdownReport#render}. */
    public static String render(
            Scenario scenario, Map<String, String> facts, Judgement judgement, List<VariantFinding> variants) {
        var model = new HashMap<String, Object>();
        var more = new LinkedHashMap<>(facts);
        String command = more.remove("command");
        model.put("name", scenario.name());
        model.put(
                "source",
                scenario.source().document() + ", " + scenario.source().section());
        model.put("notes", scenario.notes());
        model.put("result", word(judgement.result()));
        model.put("claim", claim(judgement.claim()));
        model.put("verdicts", MarkdownReport.escaped(Tables.verdicts(judgement.verdicts())));
        model.put("summary", variants.stream().map(LiteralReport::summary).toList());
        model.put("variants", variants.stream().map(LiteralReport::variant).toList());
        model.put("files", files(scenario));
        model.put("assumptions", MarkdownReport.escaped(Tables.assumptions(judgement.assumptions())));
        model.put("facts", MarkdownReport.facts(more));
        model.put("command", command == null ? "./splitproof run scenarios/" + scenario.name() + ".yaml" : command);
        return Templates.render("literal.md.peb", model);
    }

    private static Map<String, Object> claim(@org.jspecify.annotations.Nullable ClaimFinding claim) {
        return claim == null
                ? Map.of()
                : Map.of(
                        "text",
                        claim.text(),
                        "finding",
                        claim.finding().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        "figure",
                        claim.figure());
    }

    private static List<String> summary(VariantFinding finding) {
        String at = finding.failure().map(f -> f.check().name()).orElse(Tables.DASH);
        return List.of(finding.variant().name(), works(finding), at, MarkdownReport.cell(error(finding)));
    }

    private static String works(VariantFinding finding) {
        return switch (finding.works()) {
            case HELD -> "works";
            case VIOLATED -> "fails";
            case UNKNOWN -> "unknown";
        };
    }

    private static String error(VariantFinding finding) {
        return finding.shown().stream()
                .filter(s -> s.result() == Result.HELD)
                .map(CheckFinding::excerpt)
                .reduce((a, b) -> a + "; " + b)
                .orElseGet(() -> finding.failure().map(CheckFinding::excerpt).orElse(Tables.DASH));
    }

    private static Map<String, Object> variant(VariantFinding finding) {
        var tried = new ArrayList<List<String>>();
        finding.checks().forEach(c -> tried.add(row(c)));
        finding.shown().forEach(c -> tried.add(row(c)));
        return Map.of(
                "name",
                finding.variant().name(),
                "result",
                works(finding),
                "edits",
                finding.variant().repairs().stream().map(Edit::describe).toList(),
                "tried",
                MarkdownReport.escaped(tried));
    }

    private static List<String> row(CheckFinding finding) {
        String result = switch (finding.result()) {
            case HELD -> "yes";
            case VIOLATED -> "**no**";
            case UNKNOWN -> "not tried here";
        };
        return List.of(
                finding.check().name(),
                "`" + finding.check().line().replaceAll("\\s+", " ") + "`",
                "`" + finding.check().expectation() + "`",
                result,
                Words.moment(finding.atNanos()),
                Words.seconds(finding.atNanos() - finding.startedNanos()),
                finding.excerpt());
    }

    private static List<List<String>> files(Scenario scenario) {
        var literal = scenario.literal();
        if (literal == null) {
            return List.of();
        }
        return new TreeMap<>(literal.files())
                .entrySet().stream()
                        .map(f -> List.of(f.getKey(), f.getValue().stripTrailing()))
                        .toList();
    }

    private static String word(Result result) {
        return result.name().toLowerCase(Locale.ROOT);
    }
}
