package io.splitproof.report;

import io.splitproof.checker.ClaimFinding;
import io.splitproof.checker.EpisodeFinding;
import io.splitproof.checker.Failover;
import io.splitproof.checker.Judgement;
import io.splitproof.checker.Verdict;
import io.splitproof.checker.Words;
import io.splitproof.forecast.Exposure;
import io.splitproof.forecast.Forecast;
import io.splitproof.forecast.RecoveryPoint;
import io.splitproof.scenario.Scenario;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A judged run as one Markdown page. The same run always makes the same page. */
public final class MarkdownReport {
    private MarkdownReport() {}

    /**
     * Renders the page.
     *
     * @param facts what the caller knows of the run, such as server version, engine and seed, in order; {@code
     *     command} is the command that runs it again
     */
    public static String render(Scenario scenario, Map<String, String> facts, Judgement judgement) {
        return Templates.render("report.md.peb", model(scenario, facts, judgement));
    }

    private static Map<String, Object> model(Scenario scenario, Map<String, String> facts, Judgement judgement) {
        var model = new HashMap<String, Object>();
        var more = new LinkedHashMap<>(facts);
        String command = more.remove("command");
        model.put("name", scenario.name());
        model.put(
                "source",
                scenario.source().document() + ", " + scenario.source().section());
        model.put("notes", scenario.notes());
        model.put("result", judgement.result().name().toLowerCase(Locale.ROOT));
        model.put("sentences", Sentences.of(judgement.findings(), scenario.timeLapse()));
        model.put("claim", claim(judgement.claim()));
        model.put("verdicts", escaped(Tables.verdicts(judgement.verdicts())));
        model.put("evidence", evidence(judgement.verdicts()));
        model.put("lapsed", scenario.timeLapse() != 1);
        model.put("episodes", episodes(judgement, scenario.timeLapse()));
        model.put("writers", Tables.writers(judgement.findings()));
        model.put("nodes", Tables.nodes(judgement.findings()));
        model.put("several", scenario.topology().redisNodes().size() > 1);
        model.put("overlaps", Tables.overlaps(judgement.findings()));
        model.put("masters", Tables.claims(judgement.findings()));
        model.put("coverage", shown(Tables.coverage(judgement.findings(), scenario.timeLapse()), scenario.timeLapse()));
        model.put("cluster", scenario.topology().isCluster());
        model.put("outages", shown(Tables.outages(judgement.findings(), scenario.timeLapse()), scenario.timeLapse()));
        model.put("leads", Tables.leads(judgement.findings()));
        model.put("errors", Tables.errors(judgement.findings()));
        model.put("steps", escaped(Tables.steps(judgement.findings())));
        model.put("services", RoleTables.services(judgement.findings()));
        model.put(
                "roles",
                RoleTables.all(judgement.findings()).stream()
                        .map(t -> Map.of("title", t.title(), "columns", t.heads(), "rows", t.rows()))
                        .toList());
        model.put("ledgers", judgement.findings().roles() == null || !Tables.hasNoWriter(judgement.findings()));
        model.put("reads", Tables.reads(judgement.findings()));
        model.put("slack", judgement.findings().slack().words());
        model.put("assumptions", escaped(Tables.assumptions(judgement.assumptions())));
        model.put("settings", Tables.settings(judgement.findings()));
        model.put("facts", facts(more));
        model.put("command", command == null ? "./splitproof run scenarios/" + scenario.name() + ".yaml" : command);
        return model;
    }

    private static Map<String, Object> claim(@Nullable ClaimFinding claim) {
        if (claim == null) {
            return Map.of();
        }
        String finding = claim.finding().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return Map.of("text", claim.text(), "finding", finding, "figure", claim.figure());
    }

    private static List<String> evidence(List<Verdict> verdicts) {
        return verdicts.stream()
                .flatMap(v -> v.evidence().stream().map(e -> "`" + v.objective() + "`: " + e))
                .toList();
    }

    private static List<Map<String, Object>> episodes(Judgement judgement, double factor) {
        var episodes = new ArrayList<Map<String, Object>>();
        for (EpisodeFinding finding :
                judgement.findings().episodes().toOptional().orElse(List.of())) {
            if (judgement.findings().isUntouched(finding)) {
                continue;
            }
            List<Failover> failovers = finding.failover().failovers();
            episodes.add(Map.of(
                    "title", title(finding),
                    "forecast",
                            finding.forecast()
                                    .toOptional()
                                    .map(f -> forecast(f) + coverage(f))
                                    .orElse("No forecast: " + finding.forecast().failure()),
                    "stages",
                            shown(
                                    Tables.stages(finding, failovers.isEmpty() ? null : failovers.get(0), factor),
                                    factor),
                    "rejoin", shown(Tables.rejoin(finding, factor), factor)));
        }
        return episodes;
    }

    /** Without the last column, real time, where it would only repeat the first. */
    private static List<List<String>> shown(List<List<String>> rows, double factor) {
        return factor != 1
                ? rows
                : rows.stream().map(r -> r.subList(0, r.size() - 1)).toList();
    }

    private static String title(EpisodeFinding finding) {
        return (finding.hasFailovers() ? "Failover of " : "What happened to ") + finding.group() + ": "
                + finding.episode().description();
    }

    private static String forecast(Forecast forecast) {
        RecoveryPoint point = forecast.recoveryPoint();
        if (!forecast.watched()) {
            return "No failover: " + forecast.reason() + "."
                    + (point == null
                            ? ""
                            : " Of the acknowledged writes the forecast gives up " + Tables.range(point) + ", because "
                                    + point.why() + ".");
        }
        return "A failover is " + (forecast.failoverPossible() ? "" : "**not** ") + "possible: " + forecast.reason()
                + (forecast.retry().isZero()
                        ? "."
                        : ". A failed election would add " + Words.seconds(forecast.retry()) + ".");
    }

    /** What the forecast says of all shards. */
    private static String coverage(Forecast forecast) {
        Exposure coverage = forecast.coverage();
        if (coverage == null) {
            return "";
        }
        return " Time in which nodes refuse everything: "
                + (coverage.isPossible() ? Tables.range(coverage.bounds()) : "none") + ", because " + coverage.why()
                + ".";
    }

    static List<List<String>> facts(Map<String, String> facts) {
        return facts.entrySet().stream()
                .map(e -> List.of(e.getKey(), cell(e.getValue())))
                .toList();
    }

    static List<List<String>> escaped(List<List<String>> rows) {
        return rows.stream()
                .map(r -> r.stream().map(MarkdownReport::cell).toList())
                .toList();
    }

    static String cell(String text) {
        return text.replace("|", "\\|").replace('\n', ' ');
    }
}
