package io.splitproof.report.html;

import io.splitproof.checker.EpisodeFinding;
import io.splitproof.checker.Failover;
import io.splitproof.checker.Findings;
import io.splitproof.checker.Interval;
import io.splitproof.checker.Rejoin;
import io.splitproof.checker.Words;
import io.splitproof.forecast.Bounds;
import io.splitproof.forecast.Forecast;
import io.splitproof.forecast.Stage;
import io.splitproof.report.Tables;
import io.splitproof.report.html.PageData.Waterfall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The stages of each failover beside their forecast, and how each old primary came back. */
final class Waterfalls {
    private static final int SHOWN = 12;

    private Waterfalls() {}

    static List<Waterfall> of(Findings findings) {
        return findings.episodes().toOptional().orElse(List.of()).stream()
                .filter(f -> !findings.isUntouched(f))
                .flatMap(f -> Stream.of(stages(f), rejoin(f)))
                .filter(w -> !w.rows().isEmpty())
                .limit(SHOWN)
                .toList();
    }

    private static Waterfall stages(EpisodeFinding finding) {
        Map<Stage, Bounds> forecast =
                finding.forecast().toOptional().map(Forecast::stages).orElse(Map.of());
        List<Failover> failovers = finding.failover().failovers();
        var rows = new ArrayList<PageData.Stage>();
        for (Stage stage : Stage.values()) {
            Interval seen = failovers.isEmpty() ? null : failovers.get(0).stage(stage);
            Bounds bounds = forecast.get(stage);
            if (seen != null || bounds != null) {
                rows.add(row(stage.words(), seen == null ? null : since(finding, seen.toNanos()), bounds));
            }
        }
        return new Waterfall(
                "Failover of " + finding.group() + ": " + finding.episode().description(),
                "after " + (finding.episode().faults().isEmpty() ? "it was asked for" : "the fault") + " at "
                        + Words.moment(finding.episode().atNanos()),
                PageData.seconds(finding.episode().atNanos()),
                rows);
    }

    private static Duration since(EpisodeFinding finding, long nanos) {
        return finding.episode().since(nanos);
    }

    private static Waterfall rejoin(EpisodeFinding finding) {
        Rejoin rejoin = finding.failover().rejoin();
        if (rejoin == null) {
            return new Waterfall("", "", 0, List.of());
        }
        Bounds demotion =
                finding.forecast().toOptional().map(Forecast::demotion).orElse(null);
        var rows = new ArrayList<PageData.Stage>();
        rows.add(row("reachable", after(rejoin, rejoin.reachable()), null));
        if (!finding.failover().cluster()) {
            rows.add(row("+convert-to-slave", after(rejoin, rejoin.converted()), demotion));
        }
        rows.add(row("demoted (ROLE)", after(rejoin, rejoin.demoted()), demotion));
        if (!finding.failover().cluster()) {
            rows.add(row("read-only", after(rejoin, rejoin.readOnly()), null));
        }
        rows.add(row("resynchronised", after(rejoin, rejoin.resynchronised()), null));
        return new Waterfall(
                "Return of the old primary, " + rejoin.node(),
                "after the heal at " + Words.moment(rejoin.healedNanos()),
                PageData.seconds(rejoin.healedNanos()),
                rows);
    }

    private static @Nullable Duration after(Rejoin rejoin, @Nullable Long at) {
        return at == null ? null : Duration.ofNanos(at - rejoin.healedNanos());
    }

    private static PageData.Stage row(String name, @Nullable Duration seen, @Nullable Bounds bounds) {
        return new PageData.Stage(
                name,
                seen == null ? null : PageData.seconds(seen.toNanos()),
                bounds == null ? null : PageData.seconds(bounds.lower().toNanos()),
                bounds == null ? null : PageData.seconds(bounds.upper().toNanos()),
                seen == null ? Tables.DASH : Words.seconds(seen),
                bounds == null ? Tables.DASH : Tables.range(bounds));
    }
}
