package io.splitproof.report;

import static io.splitproof.checker.Words.count;
import static io.splitproof.checker.Words.moment;
import static io.splitproof.checker.Words.seconds;

import io.splitproof.checker.Assumptions;
import io.splitproof.checker.Cells;
import io.splitproof.checker.EpisodeFinding;
import io.splitproof.checker.Failover;
import io.splitproof.checker.Findings;
import io.splitproof.checker.Interval;
import io.splitproof.checker.Outage;
import io.splitproof.checker.ReadFinding;
import io.splitproof.checker.Rejoin;
import io.splitproof.checker.SplitBrain;
import io.splitproof.checker.StepFinding;
import io.splitproof.checker.Verdict;
import io.splitproof.forecast.Bounds;
import io.splitproof.forecast.ClusterSettings;
import io.splitproof.forecast.Forecast;
import io.splitproof.forecast.LiveSettings;
import io.splitproof.forecast.RecoveryPoint;
import io.splitproof.forecast.Server;
import io.splitproof.forecast.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of the report's tables, in Markdown. A number that was not measured is a dash. */
public final class Tables {
    public static final String DASH = "—";

    private Tables() {}

    public static String range(Bounds bounds) {
        return seconds(bounds.lower()) + " to " + seconds(bounds.upper());
    }

    /** What a recovery point says is lost. */
    static String range(RecoveryPoint point) {
        Duration oldest = point.oldest();
        if (oldest == null) {
            return point.certain() ? "all of them" : "up to all of them";
        }
        return oldest.isZero() ? "none" : "those of the last " + seconds(oldest) + (point.certain() ? "" : " at most");
    }

    static List<List<String>> verdicts(List<Verdict> verdicts) {
        return verdicts.stream()
                .map(v -> List.of(
                        "**" + v.result().name().toLowerCase(Locale.ROOT) + "**",
                        v.objective(),
                        v.promise(),
                        v.measured()))
                .toList();
    }

    /** Every stage that was forecast or measured, in order; the last column is real time. */
    static List<List<String>> stages(EpisodeFinding finding, @Nullable Failover failover, double factor) {
        Map<Stage, Bounds> forecast =
                finding.forecast().toOptional().map(Forecast::stages).orElse(Map.of());
        var rows = new ArrayList<List<String>>();
        for (Stage stage : Stage.values()) {
            Interval seen = failover == null ? null : failover.stage(stage);
            Bounds bounds = forecast.get(stage);
            if (seen != null || bounds != null) {
                rows.add(List.of(
                        stage.words(),
                        seen == null ? DASH : seconds(finding.episode().since(seen.toNanos())),
                        bounds == null ? DASH : range(bounds),
                        seen == null ? DASH : moment(seen.toNanos()),
                        seen == null ? DASH : real(finding.episode().since(seen.toNanos()), factor)));
            }
        }
        return rows;
    }

    /** A span of scenario time as the machine's clock would have shown it. */
    static String real(Duration scenario, double factor) {
        return seconds(Math.round(scenario.toNanos() / factor));
    }

    static List<List<String>> rejoin(EpisodeFinding finding, double factor) {
        Rejoin rejoin = finding.failover().rejoin();
        if (rejoin == null) {
            return List.of();
        }
        String forecast =
                finding.forecast().toOptional().map(f -> range(f.demotion())).orElse(DASH);
        if (finding.failover().cluster()) {
            return List.of(
                    after("reachable", rejoin, rejoin.reachable(), DASH, factor),
                    after("demoted (ROLE)", rejoin, rejoin.demoted(), forecast, factor),
                    after("resynchronised", rejoin, rejoin.resynchronised(), DASH, factor));
        }
        return List.of(
                after("reachable", rejoin, rejoin.reachable(), DASH, factor),
                after("+convert-to-slave", rejoin, rejoin.converted(), forecast, factor),
                after("demoted (ROLE)", rejoin, rejoin.demoted(), forecast, factor),
                after("read-only", rejoin, rejoin.readOnly(), DASH, factor),
                after("resynchronised", rejoin, rejoin.resynchronised(), DASH, factor));
    }

    private static List<String> after(String what, Rejoin rejoin, @Nullable Long at, String forecast, double factor) {
        if (at == null) {
            return List.of(what, DASH, forecast, DASH, DASH);
        }
        Duration took = Duration.ofNanos(at - rejoin.healedNanos());
        return List.of(what, seconds(took), forecast, moment(at), real(took, factor));
    }

    /** How long each node said that slots are served by nobody, and the rest what it says of a whole Cluster. */
    public static List<List<String>> coverage(Findings findings, double factor) {
        return findings.coverage().toOptional().orElse(List.of()).stream()
                .filter(c -> !c.failed().isEmpty())
                .map(c -> List.of(
                        c.node(),
                        seconds(c.total()),
                        c.failed().stream()
                                .map(f -> moment(f.fromNanos()) + " to " + moment(f.toNanos()))
                                .collect(Collectors.joining(", ")),
                        real(c.total(), factor)))
                .toList();
    }

    /** True if no client wrote a ledger. */
    static boolean hasNoWriter(Findings findings) {
        return findings.writes()
                .toOptional()
                .filter(w -> !w.writers().isEmpty())
                .isEmpty();
    }

    public static List<List<String>> writers(Findings findings) {
        var rows = new ArrayList<List<String>>();
        findings.writes().toOptional().ifPresent(w -> {
            boolean all = w.problems().isEmpty();
            w.writers().forEach((writer, cells) -> rows.add(cells(writer, cells, all || cells.survived() > 0)));
            if (w.groups().size() > 1) {
                w.groups().forEach((group, cells) -> {
                    if (!cells.equals(Cells.NONE)) {
                        rows.add(cells("*" + group + "*", cells, all || cells.survived() > 0));
                    }
                });
            }
            rows.add(cells("**all**", w.total(), all));
        });
        return rows;
    }

    private static List<String> cells(String writer, Cells cells, boolean read) {
        return List.of(
                writer,
                count(cells.acknowledged()),
                read ? count(cells.survived()) : DASH,
                read ? count(cells.lost()) : DASH,
                read ? count(cells.recovered()) : DASH,
                read ? count(cells.vanished()) : DASH,
                read ? count(cells.phantom()) : DASH,
                read ? count(cells.rejected()) : DASH,
                read ? count(cells.duplicated()) : DASH,
                read ? count(cells.reordered()) : DASH);
    }

    public static List<List<String>> nodes(Findings findings) {
        var rows = new ArrayList<List<String>>();
        findings.writes()
                .toOptional()
                .ifPresent(w -> w.nodes()
                        .forEach((node, account) ->
                                rows.add(List.of(node, count(account.acknowledged()), count(account.lost())))));
        return rows;
    }

    public static List<List<String>> overlaps(Findings findings) {
        return findings.splitBrain().toOptional().map(SplitBrain::overlaps).orElse(List.of()).stream()
                .map(o -> List.of(
                        o.loser() + " (loses), " + o.winner(),
                        moment(o.during().fromNanos()) + " to "
                                + moment(o.during().toNanos()),
                        seconds(o.during().length()),
                        seconds(o.faultPart().length()) + ", " + count(o.faultWrites(), "write"),
                        seconds(o.healedPart().length()) + ", " + count(o.healedWrites(), "write")))
                .toList();
    }

    public static List<List<String>> claims(Findings findings) {
        return findings.splitBrain().toOptional().map(SplitBrain::claims).orElse(List.of()).stream()
                .map(c -> List.of(
                        String.join(", ", c.nodes()),
                        moment(c.during().fromNanos()) + " to "
                                + moment(c.during().toNanos()),
                        seconds(c.during().length())))
                .toList();
    }

    public static List<List<String>> outages(Findings findings, double factor) {
        return findings.outages().toOptional().orElse(List.of()).stream()
                .map(o -> outage(o, factor))
                .toList();
    }

    private static List<String> outage(Outage outage, double factor) {
        String whose = outage.client() == null ? "**service** (any writer)" : outage.client();
        if (outage.successes() == 0 && outage.length().isZero()) {
            return List.of(whose, DASH, DASH, seconds(outage.resolution()), DASH, DASH);
        }
        return List.of(
                whose,
                seconds(outage.length()),
                moment(outage.during().fromNanos()) + " to "
                        + moment(outage.during().toNanos()) + (outage.endedBySuccess() ? "" : " (the load ended)"),
                seconds(outage.resolution()),
                count(outage.successes()),
                real(outage.length(), factor));
    }

    /** Of each client; empty where no operator did anything. */
    public static List<List<String>> errors(Findings findings) {
        return Optional.ofNullable(findings.errors()).orElse(List.of()).stream()
                .map(e -> List.of(
                        e.client(),
                        seconds(e.total()),
                        count(e.stretches().size()),
                        count(e.rejected()),
                        count(e.indeterminate()),
                        count(e.operations())))
                .toList();
    }

    public static List<List<String>> reads(Findings findings) {
        return findings.reads().toOptional().orElse(List.of()).stream()
                .map(Tables::read)
                .toList();
    }

    private static List<String> read(ReadFinding read) {
        return List.of(
                read.client(),
                read.node(),
                count(read.reads()),
                count(read.stale()),
                read.stale() == 0 ? DASH : count(read.worstWrites()),
                read.stale() == 0 ? DASH : seconds(read.worstBehind()),
                count(read.backward()),
                count(read.ownUnseen()),
                count(read.neverWritten()));
    }

    static List<List<String>> assumptions(Assumptions assumptions) {
        return assumptions.all().stream()
                .map(a -> List.of(a.holds() ? "yes" : "**no**", a.kind().words(), a.holds() ? "" : a.detail()))
                .toList();
    }

    static List<List<String>> settings(Findings findings) {
        var rows = new ArrayList<List<String>>();
        findings.settings()
                .toOptional()
                .map(LiveSettings::groups)
                .orElse(List.of())
                .forEach(g -> {
                    if (g.knownSentinels() > 0) {
                        ofSentinels(g, rows);
                    }
                    rows.add(List.of(g.group(), "min-replicas-to-write", "" + g.minReplicasToWrite()));
                    rows.add(List.of(
                            g.group(),
                            "min-replicas-max-lag",
                            "" + g.minReplicasMaxLag().toSeconds()));
                });
        ofNodes(findings, rows);
        boolean watched = findings.settings()
                .toOptional()
                .filter(live -> live.groups().stream().anyMatch(g -> g.knownSentinels() > 0))
                .isPresent();
        if (!watched) {
            findings.settings()
                    .toOptional()
                    .map(LiveSettings::persistence)
                    .orElse(Map.of())
                    .forEach((node, p) -> {
                        String save = p.savePoints().stream()
                                .map(point -> point.after().toSeconds() + " " + point.changes())
                                .collect(Collectors.joining(", "));
                        rows.add(List.of(node, "save", save.isEmpty() ? DASH : save));
                        rows.add(List.of(node, "appendonly", p.appendOnly() ? "yes" : "no"));
                        rows.add(List.of(node, "appendfsync", p.appendFsync()));
                    });
        }
        boolean cluster = findings.settings()
                .toOptional()
                .filter(live -> !live.cluster().isEmpty())
                .isPresent();
        return cluster ? alike(rows) : rows;
    }

    /** One row for each value of a setting, whoever has it: a Cluster has many nodes, and most are set alike. */
    private static List<List<String>> alike(List<List<String>> rows) {
        var alike = new LinkedHashMap<List<String>, List<String>>();
        var all = new LinkedHashMap<String, Integer>();
        for (List<String> row : rows) {
            alike.computeIfAbsent(row.subList(1, row.size()), r -> new ArrayList<>())
                    .add(row.get(0));
            all.merge(row.get(1), 1, Integer::sum);
        }
        var merged = new ArrayList<List<String>>();
        alike.forEach((setting, names) ->
                merged.add(List.of(names(names, all.getOrDefault(setting.get(0), 0)), setting.get(0), setting.get(1))));
        return merged;
    }

    private static void ofNodes(Findings findings, List<List<String>> rows) {
        findings.settings()
                .toOptional()
                .map(LiveSettings::cluster)
                .orElse(Map.of())
                .forEach((node, its) -> rows.addAll(ofNode(node, its)));
    }

    private static String names(List<String> names, int all) {
        if (names.size() == all) {
            return "all";
        }
        return names.size() <= 4 ? String.join(", ", names) : names.size() + " of " + all;
    }

    private static List<List<String>> ofNode(String node, ClusterSettings its) {
        Server server = its.server();
        return List.of(
                List.of(node, "server", server == null ? DASH : server.words()),
                List.of(node, "cluster-node-timeout", "" + its.nodeTimeout().toMillis()),
                List.of(node, "cluster-replica-validity-factor", "" + its.validityFactor()),
                List.of(node, "cluster-require-full-coverage", its.fullCoverage() ? "yes" : "no"),
                List.of(node, "cluster-replica-no-failover", its.noFailover() ? "yes" : "no"));
    }

    private static void ofSentinels(LiveSettings.OfGroup group, List<List<String>> rows) {
        rows.add(List.of(
                group.group(), "down-after-milliseconds", "" + group.downAfter().toMillis()));
        rows.add(List.of(
                group.group(), "failover-timeout", "" + group.failoverTimeout().toMillis()));
        rows.add(List.of(group.group(), "parallel-syncs", "" + group.parallelSyncs()));
        rows.add(List.of(
                group.group(), "quorum", group.quorum() + " of " + group.knownSentinels() + " known Sentinels"));
    }

    /** To which nodes balancers led, and from when on. */
    static List<List<String>> leads(Findings findings) {
        return findings.balancing().stream()
                .map(l -> List.of(
                        l.balancer(),
                        moment(l.since().toNanos()),
                        l.answers() ? nodes(l.writes()) : "does not answer",
                        l.answers() ? nodes(l.reads()) : DASH))
                .toList();
    }

    private static String nodes(List<String> names) {
        return names.isEmpty() ? "nobody" : String.join(", ", names);
    }

    /** What an operator did, with the answers as the nodes gave them. */
    public static List<List<String>> steps(Findings findings) {
        return findings.steps().stream().map(Tables::step).toList();
    }

    private static List<String> step(StepFinding step) {
        Interval taken = step.taken();
        return List.of(
                step.step().describe(),
                taken == null ? DASH : moment(taken.fromNanos()),
                taken == null ? DASH : seconds(taken.length()),
                step.answer());
    }
}
