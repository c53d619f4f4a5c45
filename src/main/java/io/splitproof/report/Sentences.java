package io.splitproof.report;

import static io.splitproof.checker.Words.count;
import static io.splitproof.checker.Words.factor;
import static io.splitproof.checker.Words.moment;
import static io.splitproof.checker.Words.seconds;

import io.splitproof.checker.BackupFinding;
import io.splitproof.checker.Cells;
import io.splitproof.checker.Episode;
import io.splitproof.checker.EpisodeFinding;
import io.splitproof.checker.Failover;
import io.splitproof.checker.Findings;
import io.splitproof.checker.Interval;
import io.splitproof.checker.Lead;
import io.splitproof.checker.LossWindow;
import io.splitproof.checker.Overlap;
import io.splitproof.checker.Switchover;
import io.splitproof.checker.WriteAccounts;
import io.splitproof.forecast.Forecast;
import io.splitproof.forecast.RecoveryPoint;
import io.splitproof.forecast.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** What happened, in a few sentences with numbers. What was not measured is not said. */
public final class Sentences {
    private final Findings findings;

    private Sentences(Findings findings) {
        this.findings = findings;
    }

    public static List<String> of(Findings findings, double factor) {
        var sentences = new Sentences(findings);
        var all = new ArrayList<String>();
        if (factor != 1) {
            all.add("Times are the nodes' own: at time-lapse factor " + factor(factor) + " a second of them lasted "
                    + Tables.real(Duration.ofSeconds(1), factor) + " of real time.");
        }
        Episode last = null;
        for (EpisodeFinding finding : findings.episodes().toOptional().orElse(List.of())) {
            if (!finding.episode().equals(last)) {
                last = finding.episode();
                all.add(sentences.fault(last));
                sentences.untouched(last).ifPresent(all::add);
            }
            if (sentences.isUntouched(finding)) {
                continue;
            }
            if (finding.hasFailovers()) {
                // Where an address moves, who keeps it promotes, and no Sentinel or Cluster could have.
                if (findings.holders().isEmpty()) {
                    all.add(sentences.failover(finding));
                }
                finding.failover().switchovers().forEach(s -> all.add(switchover(finding.episode(), s)));
                sentences.splitBrain(finding).ifPresent(all::add);
            }
            sentences.loss(finding).ifPresent(all::add);
        }
        sentences.outage().ifPresent(all::add);
        sentences.balancers(all);
        sentences.virtualIp(all);
        findings.backups().forEach(b -> all.add(backup(b)));
        all.addAll(RoleTables.sentences(findings));
        return List.copyOf(all);
    }

    /** A shard of a Cluster in which nothing happened; one in which nothing could is told of with the others. */
    private boolean isUntouched(EpisodeFinding finding) {
        return findings.isUntouched(finding)
                && findings.writes()
                        .toOptional()
                        .flatMap(w -> w.window(finding.index()))
                        .isEmpty()
                && findings.splitBrain()
                        .toOptional()
                        .filter(b -> !b.in(finding.group(), finding.episode()).isEmpty())
                        .isEmpty();
    }

    private Optional<String> untouched(Episode episode) {
        List<String> shards = findings.episodes().toOptional().orElse(List.of()).stream()
                .filter(f -> f.episode().equals(episode) && isUntouched(f))
                .map(EpisodeFinding::group)
                .toList();
        return shards.isEmpty()
                ? Optional.empty()
                : Optional.of("Nothing failed over in " + names(shards) + ", and nothing was lost there.");
    }

    private static String names(List<String> shards) {
        return shards.size() <= 4 ? String.join(", ", shards) : shards.size() + " other shards";
    }

    private String fault(Episode episode) {
        if (episode.faults().isEmpty()) {
            return "At " + moment(episode.atNanos()) + " an operator began a " + episode.description() + ".";
        }
        Interval healed = episode.healed();
        return "At " + moment(episode.atNanos()) + " this took effect: " + episode.description() + "; "
                + (healed == null
                        ? "it was not healed."
                        : "it was healed at " + moment(healed.fromNanos()) + ", "
                                + seconds(healed.fromNanos() - episode.atNanos()) + " later.");
    }

    private static String switchover(Episode episode, Switchover switchover) {
        Interval writable = switchover.writable();
        long asked = switchover.asked().fromNanos();
        return "An operator promoted " + switchover.newPrimary() + " in place of " + switchover.oldPrimary()
                + (episode.faults().isEmpty() ? "" : " " + seconds(asked - episode.atNanos()) + " after the fault")
                + (writable == null
                        ? "; nobody saw it accept a write."
                        : "; it accepted its first write " + seconds(Math.max(0, writable.toNanos() - asked))
                                + " after it was told.");
    }

    private String failover(EpisodeFinding finding) {
        Optional<Forecast> forecast = finding.forecast().toOptional();
        if (finding.failover().failovers().isEmpty()) {
            return "Nothing failed over" + (finding.failover().cluster() ? " in " + finding.group() + "," : "")
                    + " in the " + seconds(finding.episode().watched()) + " for which it was watched ("
                    + finding.failover().howFar() + ")"
                    + forecast.map(f -> "; forecast: a failover is " + (f.failoverPossible() ? "" : "not ")
                                    + "possible, because " + f.reason())
                            .orElse("")
                    + ".";
        }
        Failover failover = finding.failover().failovers().get(0);
        return failover.newPrimary() + " replaced " + failover.oldPrimary()
                + stage(finding, failover, Stage.PFAIL_FIRST, ": the first node suspected it after ")
                + stage(finding, failover, Stage.FAIL_FIRST, ", it was found failed after ")
                + stage(finding, failover, Stage.SDOWN_FIRST, ": the first Sentinel saw it down after ")
                + stage(finding, failover, Stage.WRITABLE, ", the first write was accepted after ")
                + stage(finding, failover, Stage.SWITCH_FIRST, ", and it was announced after ")
                + stage(finding, failover, Stage.STATE_OK, ", and every view that knew said ok after ")
                + " (" + count(failover.tries(), "attempt") + ").";
    }

    private static String stage(EpisodeFinding finding, Failover failover, Stage stage, String words) {
        Interval seen = failover.stage(stage);
        return seen == null ? "" : words + seconds(finding.episode().since(seen.toNanos()));
    }

    private Optional<String> splitBrain(EpisodeFinding finding) {
        return findings.splitBrain().toOptional().map(brain -> {
            List<Overlap> overlaps = brain.in(finding.group(), finding.episode());
            if (overlaps.isEmpty()) {
                return "At no time were two nodes seen to acknowledge writes to " + finding.group() + ".";
            }
            Overlap first = overlaps.get(0);
            return "From " + moment(first.during().fromNanos()) + " to "
                    + moment(first.during().toNanos()) + " two nodes acknowledged writes, " + first.loser() + " and "
                    + first.winner() + ": " + seconds(first.faultPart().length()) + " while the fault lasted ("
                    + count(first.faultWrites(), "write") + " on " + first.loser() + ") and "
                    + seconds(first.healedPart().length()) + " after the heal (" + count(first.healedWrites(), "write")
                    + ")." + (overlaps.size() > 1 ? " It happened " + overlaps.size() + " times." : "");
        });
    }

    private Optional<String> loss(EpisodeFinding finding) {
        return findings.writes().toOptional().flatMap(writes -> loss(finding, writes));
    }

    private Optional<String> loss(EpisodeFinding finding, WriteAccounts writes) {
        Cells total = writes.of(finding.group());
        if (total.acknowledged() == 0 || total.neverRead() > 0) {
            return Optional.empty();
        }
        Optional<LossWindow> window = writes.window(finding.index());
        Optional<RecoveryPoint> point = finding.forecast().toOptional().map(Forecast::recoveryPoint);
        if (point.isPresent()) {
            return Optional.of(back(finding.episode(), window, total, point.get()));
        }
        String lost = window.map(w -> count(w.lost()) + " of " + count(total.acknowledged())
                        + " acknowledged writes" + in(finding, writes) + " were lost, the last of them acknowledged "
                        + after(w.lastNanos() - finding.episode().atNanos()))
                .orElse("None of " + count(total.acknowledged()) + " acknowledged writes" + in(finding, writes)
                        + " was lost");
        return Optional.of(lost
                + finding.forecast()
                        .toOptional()
                        .map(f -> "; the configuration allows " + allowed(f) + ", because "
                                + f.loss().why())
                        .orElse("")
                + ".");
    }

    /** Which group's, where there are several. */
    private static String in(EpisodeFinding finding, WriteAccounts writes) {
        return writes.groups().size() > 1 ? " of " + finding.group() : "";
    }

    private static String back(Episode episode, Optional<LossWindow> window, Cells total, RecoveryPoint forecast) {
        return window.map(w -> count(w.lost()) + " of " + count(total.acknowledged())
                                + " acknowledged writes were lost, the oldest of them acknowledged "
                                + seconds(episode.atNanos() - w.firstNanos()) + " before the fault")
                        .orElse("None of " + count(total.acknowledged()) + " acknowledged writes was lost")
                + "; forecast: " + Tables.range(forecast) + ", because " + forecast.why() + ".";
    }

    /** A primary alone has no failover to tell of, but nobody may have been served. */
    private Optional<String> outage() {
        boolean alone =
                findings.episodes().toOptional().orElse(List.of()).stream().anyMatch(e -> !e.hasFailovers());
        return findings.outages()
                .toOptional()
                .filter(o -> alone)
                .flatMap(o -> o.stream()
                        .filter(outage -> outage.client() == null && outage.successes() > 0)
                        .findFirst()
                        .map(outage -> "The longest time in which nobody could write was "
                                + seconds(outage.length().toNanos())
                                + ", from " + moment(outage.during().fromNanos()) + " to "
                                + moment(outage.during().toNanos())
                                + (outage.endedBySuccess() ? "." : ", when the load ended.")));
    }

    /** Each change of where a balancer leads writes. */
    private void balancers(List<String> all) {
        var last = new HashMap<String, List<String>>();
        for (Lead lead : findings.balancing()) {
            List<String> before = last.put(lead.balancer(), lead.writes());
            if (before != null && !before.equals(lead.writes())) {
                all.add(lead.balancer() + " led writes to "
                        + (lead.writes().isEmpty() ? "nobody" : String.join(" and ", lead.writes())) + " from "
                        + moment(lead.since().toNanos()) + " on" + sinceFault(lead.since()) + ".");
            }
        }
    }

    /** Each change of who has the virtual IP. */
    private void virtualIp(List<String> all) {
        findings.holders().stream().skip(1).forEach(h -> {
            String who = h.boxes().isEmpty() ? "No box" : String.join(" and ", h.boxes());
            all.add(who + " had the virtual IP" + (h.boxes().size() > 1 ? " at once" : "") + " from "
                    + moment(h.atNanos()) + " on" + sinceFault(new Interval(h.atNanos(), h.atNanos())) + ".");
        });
    }

    private String sinceFault(Interval moment) {
        return findings.episodes().toOptional().orElse(List.of()).stream()
                .map(EpisodeFinding::episode)
                .filter(e -> e.contains(moment.toNanos()) && !e.faults().isEmpty())
                .findFirst()
                .map(e -> ", " + seconds(moment.toNanos() - e.atNanos()) + " after the fault")
                .orElse("");
    }

    private static String backup(BackupFinding backup) {
        return (backup.restored()
                        ? "Starting " + backup.node() + " on a new disk with its backup"
                        : "Taking a backup of " + backup.node())
                + " took " + seconds(backup.during().length()) + " from "
                + moment(backup.during().fromNanos()) + " on ("
                + count(backup.bytes(), "byte") + ").";
    }

    private static String after(long nanos) {
        return nanos < 0 ? seconds(-nanos) + " before the fault" : seconds(nanos) + " after the fault";
    }

    private static String allowed(Forecast forecast) {
        return forecast.loss().isPossible() ? Tables.range(forecast.loss().bounds()) : "none after it";
    }
}
