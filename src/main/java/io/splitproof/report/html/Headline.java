package io.splitproof.report.html;

import static io.splitproof.checker.Words.count;
import static io.splitproof.checker.Words.moment;
import static io.splitproof.checker.Words.seconds;

import io.splitproof.checker.Cells;
import io.splitproof.checker.Episode;
import io.splitproof.checker.EpisodeFinding;
import io.splitproof.checker.Findings;
import io.splitproof.checker.Interval;
import io.splitproof.checker.LossWindow;
import io.splitproof.checker.Overlap;
import io.splitproof.checker.WriteAccounts;
import io.splitproof.fault.Schedule;
import io.splitproof.forecast.Exposure;
import io.splitproof.forecast.Forecast;
import io.splitproof.forecast.RecoveryPoint;
import io.splitproof.report.Tables;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The four facts of a run: what was broken when, whether two nodes acknowledged, what was lost, and why. */
final class Headline {
    /**
     * One of them.
     *
     * @param id fault, dual, lost or why
     * @param figure the number, as short as it can be; empty where words are all
     * @param bad whether a reader should be alarmed
     */
    record Fact(String id, String title, String figure, String words, boolean bad) {}

    private static final String DUAL = "Two nodes acknowledged";

    private final Schedule schedule;
    private final Findings findings;
    private final List<EpisodeFinding> all;
    private final List<Episode> episodes;

    private Headline(Schedule schedule, Findings findings) {
        this.schedule = schedule;
        this.findings = findings;
        this.all = findings.episodes().toOptional().orElse(List.of());
        this.episodes = all.stream().map(EpisodeFinding::episode).distinct().toList();
    }

    static List<Fact> of(Schedule schedule, Findings findings) {
        var headline = new Headline(schedule, findings);
        return List.of(headline.fault(), headline.dual(), headline.lost(), headline.why());
    }

    private Fact fault() {
        if (episodes.isEmpty()) {
            return new Fact("fault", "Fault", "none", "Nothing took effect that was to break something.", false);
        }
        Episode first = episodes.get(0);
        Episode last = episodes.get(episodes.size() - 1);
        String words = episodes.size() == 1
                ? first.description() + lasted(first)
                : episodes.stream()
                                .limit(3)
                                .map(e -> e.description() + " at " + moment(e.atNanos()))
                                .collect(Collectors.joining("; "))
                        + (episodes.size() > 3 ? "; and " + (episodes.size() - 3) + " more" : "");
        Interval healed = last.healed();
        String figure = moment(first.atNanos())
                + (healed == null
                        ? episodes.size() > 1 ? " and later" : ""
                        : " to " + moment(Math.max(healed.fromNanos(), first.atNanos())));
        return new Fact("fault", title(first), figure, words, false);
    }

    private String title(Episode episode) {
        boolean cut = !episode.faults().isEmpty()
                && episode.faults().stream()
                        .allMatch(f -> schedule.fault(f).fault().cutsLinks());
        String what = cut ? "Cut" : episode.faults().isEmpty() ? "Switchover" : "Fault";
        return episodes.size() > 1 ? episodes.size() + " faults" : what;
    }

    private static String lasted(Episode episode) {
        Interval healed = episode.healed();
        return healed == null
                ? episode.faults().isEmpty() ? "" : "; not healed"
                : "; healed " + seconds(healed.fromNanos() - episode.atNanos()) + " later";
    }

    private Fact dual() {
        if (findings.splitBrain().toOptional().isEmpty()) {
            return unknown("dual", DUAL, String.valueOf(findings.splitBrain().failure()));
        }
        List<Overlap> overlaps = findings.splitBrain().get().overlaps();
        if (acknowledged() == 0) {
            return unknown("dual", DUAL, "No write was acknowledged, by one node or two.");
        }
        if (overlaps.isEmpty()) {
            return new Fact("dual", DUAL, "never", "At no time were two nodes seen to acknowledge writes.", false);
        }
        return dual(overlaps);
    }

    /** Several times are told as one from first to last, with how often and how long; the longest has the details. */
    static Fact dual(List<Overlap> overlaps) {
        long from = overlaps.get(0).during().fromNanos();
        long to = overlaps.stream().mapToLong(o -> o.during().toNanos()).max().orElse(from);
        Overlap longest = overlaps.stream()
                .max(Comparator.comparing(o -> o.during().length()))
                .orElseThrow();
        Duration sum = overlaps.stream().map(o -> o.during().length()).reduce(Duration.ZERO, Duration::plus);
        String several = overlaps.size() == 1
                ? ""
                : overlaps.size() + " times, " + seconds(sum) + " in all, the longest from "
                        + moment(longest.during().fromNanos()) + " to "
                        + moment(longest.during().toNanos()) + ": ";
        return new Fact(
                "dual",
                DUAL,
                moment(from) + " to " + moment(to),
                several + longest.loser() + " and " + longest.winner() + ": "
                        + seconds(longest.faultPart().length()) + " while the fault lasted ("
                        + count(longest.faultWrites(), "write") + " on " + longest.loser() + "), "
                        + seconds(longest.healedPart().length()) + " after the heal ("
                        + count(longest.healedWrites(), "write") + ")",
                true);
    }

    private long acknowledged() {
        return findings.writes().toOptional().map(w -> w.total().acknowledged()).orElse(0L);
    }

    private Fact lost() {
        String title = "Acknowledged writes lost";
        Optional<WriteAccounts> writes = findings.writes().toOptional();
        if (writes.isEmpty() || writes.get().total().neverRead() > 0) {
            String why = writes.map(w -> String.join("; ", w.problems()))
                    .orElse(String.valueOf(findings.writes().failure()));
            return unknown("lost", title, why);
        }
        Cells total = writes.get().total();
        String figure = count(total.lost()) + " of " + count(total.acknowledged());
        if (total.lost() == 0) {
            return new Fact(
                    "lost",
                    title,
                    figure,
                    total.acknowledged() == 0
                            ? "No write was acknowledged."
                            : String.format(
                                    Locale.ROOT,
                                    "A rate of loss of up to %.2g %% is compatible with that (95 %%)",
                                    100 * total.upperLossRate()),
                    false);
        }
        return new Fact("lost", title, figure, lostWords(writes.get(), total), true);
    }

    private String lostWords(WriteAccounts writes, Cells total) {
        List<LossWindow> windows = writes.windows();
        String share = String.format(Locale.ROOT, "%.1f %%", 100.0 * total.lost() / total.acknowledged());
        if (windows.isEmpty()) {
            return share + " of them";
        }
        long first = windows.stream().mapToLong(LossWindow::firstNanos).min().orElse(0);
        long last = windows.stream().mapToLong(LossWindow::lastNanos).max().orElse(0);
        String on = writes.nodes().entrySet().stream()
                .filter(n -> n.getValue().lost() > 0)
                .map(n -> n.getKey())
                .collect(Collectors.joining(", "));
        return share + ", acknowledged by " + on + " from " + moment(first) + " to " + moment(last)
                + allowed(windows).map(a -> "; allowed " + a).orElse("");
    }

    private Optional<String> allowed(List<LossWindow> windows) {
        return all.stream()
                .filter(e -> windows.size() == 1 && e.index() == windows.get(0).episode())
                .flatMap(e -> e.forecast().toOptional().stream())
                .filter(f -> f.recoveryPoint() == null)
                .map(f -> f.loss().isPossible() ? "up to " + after(f.loss()) : "none after the fault")
                .findFirst();
    }

    private static String after(Exposure loss) {
        Duration lower = loss.bounds().lower();
        Duration upper = loss.bounds().upper();
        return (lower.equals(upper) ? seconds(upper) : Tables.range(loss.bounds())) + " after the fault";
    }

    private static Fact unknown(String id, String title, String why) {
        return new Fact(id, title, "not known", why, false);
    }

    /** What the configuration and the fault say of loss; where no forecast is, why there is none. */
    private Fact why() {
        Optional<EpisodeFinding> finding = telling();
        if (finding.isEmpty()) {
            return new Fact("why", "Why", "", "There was nothing to forecast.", false);
        }
        String words = finding.get()
                .forecast()
                .toOptional()
                .map(this::reason)
                .orElse("No forecast: " + finding.get().forecast().failure());
        return new Fact("why", "Why", "", words, false);
    }

    /** The first finding in which something was lost; else in which something failed over; else the first. */
    private Optional<EpisodeFinding> telling() {
        List<Integer> lossy = findings.writes().toOptional().map(WriteAccounts::windows).orElse(List.of()).stream()
                .map(LossWindow::episode)
                .toList();
        return all.stream()
                .filter(e -> lossy.contains(e.index()))
                .findFirst()
                .or(() -> all.stream().filter(e -> e.failover().failedOver()).findFirst())
                .or(() -> all.stream().findFirst());
    }

    private String reason(Forecast forecast) {
        RecoveryPoint point = forecast.recoveryPoint();
        if (point != null) {
            return sentence(point.why());
        }
        return sentence(forecast.loss().why()) + " "
                + sentence("A failover is " + (forecast.failoverPossible() ? "" : "not ") + "possible: "
                        + forecast.reason());
    }

    private static String sentence(String words) {
        return words + (words.endsWith(".") ? "" : ".");
    }
}
