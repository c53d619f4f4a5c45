package io.splitproof.report.html;

import io.splitproof.checker.ClaimFinding;
import io.splitproof.checker.Judgement;
import io.splitproof.checker.Result;
import io.splitproof.checker.VariantFinding;
import io.splitproof.checker.Verdict;
import io.splitproof.checker.Words;
import io.splitproof.history.History;
import io.splitproof.report.Sentences;
import io.splitproof.scenario.Scenario;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A judged run as one HTML page: no network, one file, at most some 2 MB however long the history is. The same run always
 * makes the same page.
 */
public final class HtmlReport {
    private final Scenario scenario;
    private final Judgement judgement;

    private HtmlReport(Scenario scenario, Judgement judgement) {
        this.scenario = scenario;
        this.judgement = judgement;
    }

    /**
     * Renders the page of a run on boxes.
     *
     * @param facts what the caller knows of the run, as in {@link io.splitproof.report.MarkdownReport#render}
     * @param json writes records as JSON, in one line
     */
    public static String render(
            Scenario scenario,
            Map<String, String> facts,
            Judgement judgement,
            History history,
            Function<Object, String> json) {
        var report = new HtmlReport(scenario, judgement);
        Map<String, Object> model = report.model(facts);
        List<Headline.Fact> headline = Headline.of(scenario.schedule(), judgement.findings());
        String why = headline.get(headline.size() - 1).words();
        PageData data = new Pictures(scenario.evidence(history), judgement.findings()).data(why);
        model.put("headline", headline);
        model.put("thinned", data.thinned());
        model.put("sections", Sections.of(scenario, judgement.findings()));
        model.put("sentences", Sentences.of(judgement.findings(), scenario.timeLapse()));
        model.put("script", Assets.reportScript());
        model.put("echarts", Assets.echarts());
        model.put("scriptSources", Assets.hash(Assets.echarts()) + " " + Assets.hash(Assets.reportScript()));
        // In a script element only this character can end it or begin a comment.
        model.put("data", json.apply(data).replace("<", "\\u003c"));
        return HtmlTemplates.render("report.html.peb", model);
    }

    /** Renders the page of a trial of a document's files. */
    public static String renderLiteral(
            Scenario scenario, Map<String, String> facts, Judgement judgement, List<VariantFinding> variants) {
        Map<String, Object> model = new HtmlReport(scenario, judgement).model(facts);
        model.put("scriptSources", "'none'");
        model.put("trials", Trials.of(variants));
        return HtmlTemplates.render("literal.html.peb", model);
    }

    private Map<String, Object> model(Map<String, String> facts) {
        var model = new HashMap<String, Object>();
        var more = new LinkedHashMap<>(facts);
        String command = more.remove("command");
        model.put("name", scenario.name());
        model.put(
                "source",
                scenario.source().document() + ", " + scenario.source().section());
        model.put("notes", scenario.notes());
        model.put("result", word(judgement.result()));
        model.put("verdict", verdict());
        model.put("server", server(facts));
        model.put("time", scenario.timeLapse() == 1 ? "real time" : "time-lapse " + factor());
        model.put("seed", facts.getOrDefault("Seed", ""));
        model.put(
                "verdicts",
                judgement.verdicts().stream().map(HtmlReport::objective).toList());
        model.put("claim", claim(judgement.claim()));
        model.put("assumptions", judgement.assumptions().all());
        model.put("failed", judgement.assumptions().failed().toList());
        model.put("slack", judgement.findings().slack().words());
        model.put("facts", more);
        model.put("command", command == null ? "./splitproof run scenarios/" + scenario.name() + ".yaml" : command);
        model.put("style", Assets.style());
        return model;
    }

    private String factor() {
        return Words.factor(scenario.timeLapse());
    }

    private static String server(Map<String, String> facts) {
        String images = facts.getOrDefault("Images", "");
        int end = images.indexOf(" (");
        return end < 0 ? "" : images.substring(0, end);
    }

    /** The verdict in one line of words and numbers. */
    private String verdict() {
        List<Verdict> verdicts = judgement.verdicts();
        long held = verdicts.stream().filter(v -> v.result() == Result.HELD).count();
        return verdicts.isEmpty() ? "no objectives" : held + " of " + verdicts.size() + " objectives held";
    }

    private static Map<String, Object> objective(Verdict verdict) {
        return Map.of(
                "id", verdict.objective(),
                "result", word(verdict.result()),
                "promise", verdict.promise(),
                "measured", verdict.measured(),
                "evidence", verdict.evidence());
    }

    private static Map<String, Object> claim(@Nullable ClaimFinding claim) {
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

    static String word(Result result) {
        return result.name().toLowerCase(Locale.ROOT);
    }
}
