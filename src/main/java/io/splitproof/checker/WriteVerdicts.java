package io.splitproof.checker;

import io.splitproof.forecast.Bounds;
import io.splitproof.forecast.Exposure;
import io.splitproof.forecast.Forecast;
import io.splitproof.topology.Topology;
import io.splitproof.workload.ClientSpec;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether acknowledged writes survived, and whether lost ones lie where the configuration allows. */
record WriteVerdicts(Case run) {
    private static final String ASYNCHRONOUS =
            "Redis documents this: replication is asynchronous, and an acknowledged write can be lost in a failover"
                    + " (redis.io, High availability with Sentinel).";
    private static final String WRITE_SAFETY =
            "Redis documents this: replication is asynchronous, and a primary in a minority acknowledges writes for the"
                    + " node timeout (redis.io, Redis cluster specification, Write safety).";
    private static final String PERSISTENT =
            "Redis documents this: a process that comes back has what its disk held, and a snapshot lacks what was"
                    + " written since (redis.io, Redis persistence).";
    private static final String LAG_RULE =
            "min-replicas-max-lag L stops a silent primary between L - 1 and L + 2 s: lag is counted in whole seconds"
                    + " and looked at once a second (refreshGoodSlavesCount in replication.c).";

    private WriteAccounts writes() {
        return run.findings().writes().get();
    }

    Measure noneLost() {
        Cells total = writes().total();
        if (total.lost() > 0) {
            return Measure.violated(lostWords(writes().total()), firstLost());
        }
        return notAccounted().orElseGet(() -> Measure.held(noneLostWords(writes().total())));
    }

    Measure someLost() {
        if (writes().total().lost() > 0) {
            return Measure.held(lostWords(writes().total()), firstLost().toArray(String[]::new));
        }
        return notAccounted().orElseGet(() -> Measure.violated(noneLostWords(writes().total())));
    }

    private Optional<Measure> notAccounted() {
        Cells total = writes().total();
        if (total.neverRead() > 0 || !writes().problems().isEmpty()) {
            return Optional.of(Measure.unknown(Words.count(total.neverRead(), "acknowledged write")
                    + " could not be looked for: " + String.join("; ", writes().problems())));
        }
        return total.acknowledged() == 0
                ? Optional.of(Measure.unknown("no write was acknowledged, so none could be lost"))
                : Optional.empty();
    }

    static String noneLostWords(Cells cells) {
        return "0 of " + Words.count(cells.acknowledged())
                + String.format(
                        Locale.ROOT,
                        " acknowledged writes are lost; the true rate is below %.3f %% with 95 %% confidence (3/n)",
                        100 * cells.upperLossRate());
    }

    static String lostWords(Cells total) {
        return Words.count(total.lost()) + " of " + Words.count(total.acknowledged())
                + " acknowledged writes are lost (between " + Words.count(total.lost()) + " and "
                + Words.count(total.lost() + total.vanished()) + " with the indeterminate ones that vanished)";
    }

    List<String> firstLost() {
        Topology topology = run.evidence().topology();
        String documented = topology.redisNodes().size() == 1 ? PERSISTENT : ASYNCHRONOUS;
        if (topology.isCluster()) {
            documented = WRITE_SAFETY;
        }
        return writes().runs().isEmpty()
                ? List.of(documented)
                : List.of("First: " + writes().runs().get(0).words(), documented);
    }

    Measure withinForecast() {
        if (writes().total().lost() == 0) {
            Optional<Measure> missing = notAccounted();
            if (missing.isPresent()) {
                return missing.get();
            }
        }
        return run.eachEpisode(this::asForecast);
    }

    private Measure asForecast(EpisodeFinding finding) {
        Forecast forecast = finding.forecast().get();
        if (forecast.recoveryPoint() != null) {
            return new RecoveryPointVerdicts(run).asForecast(finding, forecast.recoveryPoint());
        }
        Exposure exposure = forecast.loss();
        Measure gate = gateNotTested(finding, forecast);
        if (gate != null) {
            return gate;
        }
        String allowed = " Forecast: " + SplitBrainVerdicts.words(exposure) + " after the fault, because "
                + exposure.why() + "; " + slack(finding).words();
        Measure inVain = lostThoughWaitedFor(finding.episode(), forecast);
        if (inVain != null) {
            return inVain;
        }
        Optional<LossWindow> window = writes().window(finding.index());
        if (forecast.wiped()) {
            return wiped(finding, window, exposure.bounds(), allowed);
        }
        if (window.isEmpty()) {
            String seen = noneLostWords(finding) + "." + allowed;
            return exposure.isExpected() ? Measure.violated(seen) : Measure.held(seen);
        }
        return inside(finding, window.get(), exposure, allowed);
    }

    /** Not held if a client lost a write that was to wait for more replicas than its primary has left. */
    private @Nullable Measure lostThoughWaitedFor(Episode episode, Forecast forecast) {
        List<String> waiting = forecast.unacknowledged();
        return waiting == null
                ? null
                : writes().runs().stream()
                        .filter(r -> waiting.contains(r.writer()) && episode.contains(r.lastNanos()))
                        .filter(r -> episode.since(r.lastNanos())
                                        .compareTo(run.slack().total())
                                > 0)
                        .findFirst()
                        .map(r -> Measure.violated(
                                lostWords(writes().total()) + ", such as " + r.words() + ", after the fault at "
                                        + Words.moment(episode.atNanos()) + ". Forecast: no write of "
                                        + String.join(", ", waiting) + " is acknowledged after it, since they wait for"
                                        + " more replicas than stay with the old primary (WAIT); "
                                        + run.slack().words(),
                                firstLost()))
                        .orElse(null);
    }

    /** A primary that starts empty takes everything with it: less than that contradicts the forecast. */
    private Measure wiped(EpisodeFinding finding, Optional<LossWindow> window, Bounds after, String allowed) {
        long fault = finding.episode().fault().fromNanos();
        List<String> writers =
                run.writersOf(finding.group()).stream().map(ClientSpec::name).toList();
        long before = run.attempts().byEnd().stream()
                .filter(a -> a.isWrite() && a.ok() && a.endNanos() < fault && writers.contains(a.client()))
                .count();
        long lost = window.map(LossWindow::lost).orElse(0L);
        String seen = lostWords(writes().of(finding.group())) + "; " + Words.count(before)
                + " were acknowledged before the fault." + allowed;
        long latest = finding.episode().fault().toNanos() + after.upper().toNanos();
        boolean late = window.filter(w -> w.lastNanos() > latest).isPresent();
        return lost >= before && before > 0 && !late
                ? Measure.held(seen, firstLost().toArray(String[]::new))
                : Measure.violated(seen, firstLost());
    }

    /** For what was measured from the fault to the last lost write. */
    private Slack slack(EpisodeFinding finding) {
        Episode episode = finding.episode();
        return writes().window(finding.index())
                .map(w -> run.slack(episode.upTo(w.lastNanos())))
                .orElse(run.slack());
    }

    private Measure inside(EpisodeFinding finding, LossWindow window, Exposure exposure, String allowed) {
        Episode episode = finding.episode();
        Duration slack = slack(finding).total();
        Duration last = lastAfter(episode, window);
        boolean tooEarly = episode.since(window.firstNanos())
                        .plus(Forecast.REPLICATION_LAG)
                        .plus(slack)
                        .compareTo(Duration.ZERO)
                < 0;
        Bounds bounds = exposure.bounds();
        String seen = lostWords(finding, window) + "." + allowed
                + (tooEarly ? ". The first is older than replication's lag explains" : "");
        Duration stall = run.stalls().worstWithin(episode.upTo(window.lastNanos()));
        Duration margin = bounds.upper().plus(slack).minus(last).abs();
        if (stall.compareTo(margin) > 0) {
            return Measure.unknown(seen + ". The harness stalled for " + Words.seconds(stall) + " inside that time");
        }
        boolean tooSoon = last.plus(slack).compareTo(bounds.lower()) < 0;
        Optional<String> left =
                tooSoon && !tooEarly ? Departures.after(window.lastNanos(), finding, run.evidence()) : Optional.empty();
        if (left.isPresent()) {
            return Measure.unknown(seen + ". " + left.get());
        }
        boolean held = !tooEarly && bounds.contains(last, slack);
        return held ? Measure.held(seen, firstLost().toArray(String[]::new)) : Measure.violated(seen, firstLost());
    }

    private static Duration lastAfter(Episode episode, LossWindow window) {
        Duration last = episode.since(window.lastNanos());
        return last.isNegative() ? Duration.ZERO : last;
    }

    /** With several faults the group has lost more than one of them explains. */
    private String lostWords(EpisodeFinding finding, LossWindow window) {
        Cells total = writes().of(finding.group());
        String share = window.lost() == total.lost() ? "" : Words.count(window.lost()) + " of them around this fault, ";
        return lostWords(total) + ", " + share + windowWords(finding.episode(), window);
    }

    private String noneLostWords(EpisodeFinding finding) {
        Cells total = writes().of(finding.group());
        return total.lost() == 0
                ? noneLostWords(total)
                : "none of the " + Words.count(total.lost()) + " lost of " + Words.count(total.acknowledged())
                        + " acknowledged writes lies around this fault";
    }

    private static String windowWords(Episode episode, LossWindow window) {
        return "acknowledged from " + Words.moment(window.firstNanos()) + " to " + Words.moment(window.lastNanos())
                + ", the last " + Words.seconds(lastAfter(episode, window)) + " after the fault at "
                + Words.moment(episode.atNanos()) + " (" + Words.count(window.beforeFault()) + " before it, "
                + Words.count(window.duringFault()) + " while it lasted, " + Words.count(window.afterHeal())
                + " after the heal)";
    }

    Measure windowWithin(Duration limit) {
        if (writes().total().lost() == 0) {
            Optional<Measure> missing = notAccounted();
            if (missing.isPresent()) {
                return missing.get();
            }
        }
        return run.eachEpisode(e -> inTime(e, limit));
    }

    Measure recoveryPointWithin(Duration limit) {
        if (writes().total().lost() == 0) {
            Optional<Measure> missing = notAccounted();
            if (missing.isPresent()) {
                return missing.get();
            }
        }
        return run.eachEpisode(e -> new RecoveryPointVerdicts(run).within(e, limit));
    }

    private Measure inTime(EpisodeFinding finding, Duration limit) {
        Measure gate = finding.forecast()
                .toOptional()
                .map(f -> gateNotTested(finding, f))
                .orElse(null);
        if (gate != null) {
            return gate;
        }
        Episode episode = finding.episode();
        Optional<LossWindow> window = writes().window(finding.index());
        if (window.isEmpty()) {
            return Measure.held(noneLostWords(finding) + ". Limit " + Words.seconds(limit));
        }
        return run.atMost(
                lastAfter(episode, window.get()),
                limit,
                episode.upTo(window.get().lastNanos()),
                lostWords(finding, window.get()),
                LAG_RULE);
    }

    /** A gate that shuts earlier than L - 1 s was shut by a closed connection: the lag was never tested. */
    private static @Nullable Measure gateNotTested(EpisodeFinding finding, Forecast forecast) {
        Bounds expected = forecast.gate();
        if (expected == null || expected.lower().isZero()) {
            return null;
        }
        Interval closed = finding.gate().closed();
        if (closed == null) {
            return Measure.unknown("the write probe never saw " + finding.gate().node()
                    + " answer NOREPLICAS, so the lag limit was not tested");
        }
        Duration after = finding.episode().since(closed.toNanos());
        return after.compareTo(expected.lower()) >= 0
                ? null
                : Measure.unknown(finding.gate().node() + " answered NOREPLICAS " + Words.seconds(after)
                        + " after the fault, earlier than L - 1 = " + Words.seconds(expected.lower())
                        + ": the run tested a closed connection, not the lag");
    }

    Measure noPhantoms() {
        Cells total = writes().total();
        long impossible = run.findings().reads().get().stream()
                .mapToLong(ReadFinding::neverWritten)
                .sum();
        String words = Words.count(total.phantom(), "phantom") + ", " + Words.count(total.duplicated(), "duplicate")
                + ", " + Words.count(total.reordered()) + " out of order, " + Words.count(total.resurrected())
                + " resurrected, " + Words.count(impossible) + " reads of values that were never written";
        if (total.phantom() + total.duplicated() + total.reordered() + total.resurrected() + impossible > 0) {
            return Measure.violated(words);
        }
        return notAccounted()
                .orElseGet(() -> Measure.held(
                        words + ", of " + Words.count(total.survived() + total.recovered()) + " writes present"));
    }
}
