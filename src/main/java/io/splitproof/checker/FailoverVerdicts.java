package io.splitproof.checker;

import io.splitproof.fault.Fault;
import io.splitproof.forecast.Bounds;
import io.splitproof.forecast.Forecast;
import io.splitproof.forecast.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the failover came as forecast, in time, or not at all. */
record FailoverVerdicts(Case run) {
    Measure withinForecast() {
        return run.eachEpisode(this::asForecast);
    }

    Measure within(Duration limit) {
        return run.eachEpisode(e -> inService(e) ? Measure.held(e.group() + " kept its primary") : inTime(e, limit));
    }

    /** True of a Cluster's shard that needs no new primary: others of the episode do. */
    private boolean inService(EpisodeFinding finding) {
        return finding.failover().cluster()
                && finding.isQuiet()
                && run.episodes().stream().anyMatch(e -> e.episode().equals(finding.episode()) && !e.isQuiet());
    }

    Measure none() {
        return run.eachEpisode(this::notPromoted);
    }

    /**
     * True if a later episode watches on: its forecast counts with the faults of this one, or nothing remains of them to
     * count with.
     */
    private boolean goesOn(EpisodeFinding finding) {
        Episode episode = finding.episode();
        Interval healed = episode.healed();
        boolean lasts = episode.faults().stream()
                .noneMatch(f -> run.evidence().schedule().fault(f).fault() instanceof Fault.Restart);
        return lasts
                && (healed == null || healed.fromNanos() >= episode.endNanos() || isOver(finding))
                && run.episodes().stream().anyMatch(e -> e.episode().fault().fromNanos() >= episode.endNanos());
    }

    private Measure asForecast(EpisodeFinding finding) {
        Forecast forecast = finding.forecast().get();
        if (!forecast.failoverPossible()) {
            Measure none = notPromoted(finding);
            return new Measure(
                    none.result(),
                    "The forecast is no failover, because " + forecast.reason() + ": " + none.words(),
                    none.evidence());
        }
        if (finding.failover().failovers().isEmpty()) {
            return missing(finding, forecast);
        }
        Failover first = finding.failover().failovers().get(0);
        if (begunBefore(finding, first)) {
            return begunEarlier(finding, first);
        }
        Measure stages = stages(finding, forecast, first);
        return finding.failover().failovers().size() == 1 ? stages : stages.and(again(finding.failover()));
    }

    /** True of a failover that an earlier fault had caused when this one came in between. */
    private boolean begunBefore(EpisodeFinding finding, Failover failover) {
        Stage begins = finding.failover().cluster() ? Stage.PFAIL_FIRST : Stage.TRY_FAILOVER;
        boolean asked = finding.failover().cluster()
                && new Surroundings(run.evidence(), finding.episode())
                        .find().handovers().stream().anyMatch(h -> h.node().equals(failover.newPrimary()));
        return !asked
                && failover.stage(begins) == null
                && run.episodes().stream()
                        .anyMatch(e -> e.episode().atNanos() < finding.episode().atNanos());
    }

    private static Measure begunEarlier(EpisodeFinding finding, Failover failover) {
        return Measure.unknown("the failover to " + failover.newPrimary() + " had begun when this fault came at "
                + Words.moment(finding.episode().atNanos()) + ": what is forecast from this fault on does not count");
    }

    private Measure missing(EpisodeFinding finding, Forecast forecast) {
        Episode episode = finding.episode();
        String seen = (finding.failover().cluster() ? "no replica took over" : "no Sentinel announced a new primary")
                + " within " + Words.seconds(episode.watched())
                + " of the fault at " + Words.moment(episode.atNanos()) + " ("
                + finding.failover().howFar() + ")";
        if (!forecast.isFailoverCertain(episode.healedAfter())) {
            return Measure.held(seen + "; the heal came too early for the failover to be certain");
        }
        if (episode.watched().compareTo(forecast.watch()) < 0
                && finding.failover().tries() > 0) {
            return Measure.unknown(seen + "; an election had begun, and a retry may take until "
                    + Words.seconds(forecast.watch()) + " after the fault");
        }
        Bounds sent = forecast.decided();
        if (sent != null
                && episode.watched().compareTo(sent.upper().plus(run.slack().total())) < 0) {
            return Measure.unknown(seen + "; it was not watched up to the forecast's " + Words.seconds(sent.upper()));
        }
        return run.undistorted(
                Measure.violated(
                        "A failover is possible, because " + forecast.reason() + ", but " + seen,
                        finding.failover().aborts()),
                watched(episode));
    }

    private static Measure again(FailoverFinding failover) {
        Failover second = failover.failovers().get(1);
        return Measure.violated(
                "nothing called for another failover, from " + second.oldPrimary() + " to " + second.newPrimary());
    }

    private Measure stages(EpisodeFinding finding, Forecast forecast, Failover failover) {
        var outside = new ArrayList<String>();
        Measure stalled = null;
        for (Map.Entry<Stage, Bounds> entry : forecast.stages().entrySet()) {
            Interval seen = failover.stage(entry.getKey());
            if (seen != null) {
                Bounds bounds = allowed(entry.getKey(), entry.getValue(), finding, failover, forecast);
                stalled = stalled == null
                        ? stalled(
                                entry.getKey(),
                                finding.episode(),
                                failover,
                                seen,
                                bounds,
                                waiting(finding.episode(), forecast, entry.getKey()))
                        : stalled;
                if (!lies(finding.episode(), failover, seen, bounds)) {
                    outside.add(words(entry.getKey(), finding.episode(), seen, bounds));
                }
            }
        }
        notOk(finding, forecast, failover, outside);
        demotion(finding, forecast, failover, outside);
        Interval writable = failover.stage(Stage.WRITABLE);
        if (writable == null && outside.isEmpty()) {
            return Measure.unknown("nobody saw " + failover.newPrimary() + " acknowledge a write");
        }
        return stalled != null ? stalled : said(finding, failover, forecast, outside);
    }

    /**
     * From the last PING that a fault leaves unanswered until down-after, or TILT, has passed, Sentinels only wait: what
     * stalls then and is over before the end moves no stage, since their timers compare clocks and count nothing.
     */
    private static Interval waiting(Episode episode, Forecast forecast, Stage stage) {
        Bounds flagged = forecast.stages().getOrDefault(Stage.PFAIL_FIRST, Bounds.ZERO);
        Bounds first = forecast.stages().getOrDefault(Stage.SDOWN_FIRST, flagged);
        Bounds quorum = forecast.stages().getOrDefault(Stage.SDOWN_QUORUM, flagged);
        long begins =
                episode.fault().toNanos() + first.upper().minus(first.lower()).toNanos();
        Duration over = stage == Stage.SDOWN_FIRST ? first.lower() : quorum.lower();
        long ends = episode.atNanos() + over.toNanos();
        return new Interval(begins, Math.max(begins, ends));
    }

    /** A stall between the fault and a stage may have moved that stage by its own length; a later one cannot. */
    private @Nullable Measure stalled(
            Stage stage, Episode episode, Failover failover, Interval seen, Bounds bounds, Interval waiting) {
        Duration stall = run.stalls().worstWithin(episode.upTo(seen.toNanos()), waiting);
        Duration margin = margin(episode, failover, seen, bounds);
        return stall.compareTo(margin) <= 0
                ? null
                : Measure.unknown("the harness stalled for " + Words.seconds(stall) + " between the fault and "
                        + stage.words() + ", more than the margin of that stage (" + Words.seconds(margin) + ")");
    }

    private Measure said(EpisodeFinding finding, Failover failover, Forecast forecast, List<String> outside) {
        Episode episode = finding.episode();
        Interval writable = failover.stage(Stage.WRITABLE);
        Bounds bounds = forecast.stages().get(Stage.WRITABLE);
        String words = failover.newPrimary() + " took over"
                + (writable == null
                        ? ""
                        : " and accepted its first write " + Words.seconds(episode.since(writable.toNanos()))
                                + " after the fault at " + Words.moment(episode.atNanos()))
                + (bounds == null
                        ? ""
                        : ", forecast " + range(allowed(Stage.WRITABLE, bounds, finding, failover, forecast)))
                + ", after " + Words.count(failover.tries(), "try", "tries") + failed(finding, failover, forecast)
                + ". "
                + Words.count(failover.stages().size(), "stage") + " measured, "
                + (outside.isEmpty() ? "all" : Words.count(outside.size()) + " not") + " inside the forecast; "
                + slack(episode, failover).words();
        return outside.isEmpty()
                ? Measure.held(words)
                : run.undistorted(Measure.violated(words, outside), watched(episode));
    }

    /** Who is elected is partly chance: two candidates can split the votes, and the next round is far away. */
    private String failed(EpisodeFinding finding, Failover failover, Forecast forecast) {
        int failed = rounds(finding, failover) - 1;
        return failed == 0
                ? ""
                : " in " + (failed + 1) + " rounds, of which " + Words.count(failed, "failed", "failed")
                        + " (each adds up to " + Words.seconds(forecast.retry()) + ": "
                        + (finding.failover().cluster() ? "4 x cluster-node-timeout" : "2 x failover-timeout + 1 s")
                        + ")";
    }

    /** A node that knows of the new primary and goes on refusing everything contradicts the forecast. */
    private void notOk(EpisodeFinding finding, Forecast forecast, Failover failover, List<String> outside) {
        Bounds bounds = forecast.stages().get(Stage.STATE_OK);
        Episode episode = finding.episode();
        if (bounds == null || failover.stage(Stage.STATE_OK) != null) {
            return;
        }
        Duration latest = allowed(Stage.STATE_OK, bounds, finding, failover, forecast)
                .upper()
                .plus(run.slack().total());
        if (episode.watched().compareTo(latest) > 0) {
            outside.add(Stage.STATE_OK.words() + ": not in every view that knew of " + failover.newPrimary()
                    + " within " + Words.seconds(episode.watched()) + ", forecast " + range(bounds));
        }
    }

    private void demotion(EpisodeFinding finding, Forecast forecast, Failover failover, List<String> outside) {
        Rejoin rejoin = finding.failover().rejoin();
        Interval healed = finding.episode().healed();
        Interval announced = failover.stage(finding.failover().cluster() ? Stage.TAKEOVER : Stage.SWITCH_FIRST);
        Long demoted = rejoin == null ? null : finding.failover().cluster() ? rejoin.demoted() : rejoin.converted();
        if (rejoin == null || demoted == null || healed == null || announced == null) {
            return;
        }
        // A heal opens one link after another: what is early after its last may be late after its first.
        Duration atLeast = Duration.ofNanos(demoted - healed.toNanos());
        Duration atMost = Duration.ofNanos(demoted - healed.fromNanos());
        Bounds bounds = forecast.demotion();
        Duration slack = run.slack(finding.episode().upTo(demoted)).total();
        boolean early = atMost.plus(slack).compareTo(bounds.lower()) < 0;
        boolean late = atLeast.minus(slack).compareTo(bounds.upper()) > 0;
        boolean links = finding.episode().faults().stream()
                .allMatch(f -> run.evidence().schedule().fault(f).fault().cutsLinks());
        if (links && announced.toNanos() < healed.fromNanos() && (early || late)) {
            outside.add("demotion of " + rejoin.node() + ": " + Words.seconds(early ? atMost : atLeast)
                    + " after the heal, forecast " + range(bounds));
        }
    }

    /** Every failed round adds 2 x failover-timeout and a second to what follows detection. */
    private Bounds allowed(Stage stage, Bounds bounds, EpisodeFinding finding, Failover failover, Forecast forecast) {
        return stage.compareTo(Stage.TRY_FAILOVER) < 0
                ? bounds
                : bounds.withLaterUpper(forecast.retry().multipliedBy(unforecast(finding, failover)));
    }

    /** Failed rounds before the failover, without the one that a simulated crash costs, which is forecast. */
    private int unforecast(EpisodeFinding finding, Failover failover) {
        boolean crash =
                new Surroundings(run.evidence(), finding.episode()).find().crash() != null;
        return Math.max(0, rounds(finding, failover) - 1 - (crash ? 1 : 0));
    }

    private int rounds(EpisodeFinding finding, Failover failover) {
        return Rounds.of(
                run.evidence(), finding, failover, finding.forecast().get().retry());
    }

    /** For what was measured from the fault to the last stage. */
    private Slack slack(Episode episode, Failover failover) {
        return run.slack(episode.upTo(failover.stages().values().stream()
                .mapToLong(Interval::toNanos)
                .max()
                .orElse(episode.atNanos())));
    }

    private boolean lies(Episode episode, Failover failover, Interval seen, Bounds bounds) {
        Duration slack = slack(episode, failover).total();
        return episode.since(seen.toNanos()).plus(slack).compareTo(bounds.lower()) >= 0
                && episode.since(seen.fromNanos()).minus(slack).compareTo(bounds.upper()) <= 0;
    }

    /** How far the measured moment lies from the nearer of the two limits that decide. */
    private Duration margin(Episode episode, Failover failover, Interval seen, Bounds bounds) {
        Duration slack = slack(episode, failover).total();
        Duration above = bounds.upper()
                .plus(slack)
                .minus(episode.since(seen.fromNanos()))
                .abs();
        Duration below =
                episode.since(seen.toNanos()).plus(slack).minus(bounds.lower()).abs();
        return smaller(above, below);
    }

    private static Duration smaller(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static String words(Stage stage, Episode episode, Interval seen, Bounds bounds) {
        return stage.words() + ": "
                + Words.seconds(episode.since(seen.toNanos())) + " after the fault (at "
                + Words.moment(seen.toNanos()) + "), forecast " + range(bounds);
    }

    static String range(Bounds bounds) {
        return Words.seconds(bounds.lower()) + " to " + Words.seconds(bounds.upper());
    }

    private Measure inTime(EpisodeFinding finding, Duration limit) {
        Episode episode = finding.episode();
        FailoverFinding failover = finding.failover();
        Interval writable = failover.failovers().isEmpty()
                ? null
                : failover.failovers().get(0).stage(Stage.WRITABLE);
        if (writable != null && begunBefore(finding, failover.failovers().get(0))) {
            return begunEarlier(finding, failover.failovers().get(0));
        }
        if (writable != null) {
            String node = failover.failovers().get(0).newPrimary();
            Duration took = episode.since(writable.toNanos());
            return run.atMost(
                    took,
                    limit,
                    episode.upTo(writable.toNanos()),
                    node + " accepted its first write " + Words.seconds(took) + " after the fault at "
                            + Words.moment(episode.atNanos()) + ", at " + Words.moment(writable.toNanos()));
        }
        String seen = "no new primary accepted a write within " + Words.seconds(episode.watched()) + " of the fault at "
                + Words.moment(episode.atNanos()) + " (" + failover.howFar() + ")";
        boolean watched = episode.since(episode.endNanos())
                        .compareTo(limit.plus(run.slack().total()))
                > 0;
        return watched
                ? run.undistorted(Measure.violated(seen, failover.aborts()), watched(episode))
                : Measure.unknown(seen);
    }

    private static Interval watched(Episode episode) {
        return episode.upTo(episode.atNanos() + episode.watched().toNanos());
    }

    private Measure notPromoted(EpisodeFinding finding) {
        Episode episode = finding.episode();
        FailoverFinding failover = finding.failover();
        if (failover.failedOver()) {
            List<String> promoted = failover.failovers().isEmpty()
                    ? failover.promotedByRole()
                    : failover.failovers().stream().map(Failover::newPrimary).toList();
            return run.undistorted(
                    Measure.violated(
                            String.join(", ", promoted) + " was promoted after the fault at "
                                    + Words.moment(episode.atNanos()),
                            failover.failovers().stream()
                                    .map(FailoverVerdicts::announced)
                                    .toList()),
                    watched(episode));
        }
        String seen = "nobody was promoted in the " + Words.seconds(tried(finding)) + " for which the fault was"
                + " watched (" + failover.howFar() + ")";
        if (watchedEnough(finding)) {
            return run.undistorted(Measure.held(seen), watched(episode));
        }
        return goesOn(finding)
                ? run.undistorted(
                        Measure.held("nobody was promoted in the " + Words.seconds(tried(finding))
                                + " until the next fault, " + whyNext(finding)),
                        watched(episode))
                : Measure.unknown(seen + "; " + tooShort(finding));
    }

    private static boolean isOver(EpisodeFinding finding) {
        return finding.forecast().get().isOverBeforeFailover(finding.episode().healedAfter());
    }

    private static String whyNext(EpisodeFinding finding) {
        return isOver(finding) ? "and this one was over before it could begin" : "of whose forecast this one is a part";
    }

    /** Why the time to watch does not suffice to say that nothing fails over; empty if it does. */
    Optional<String> notWatched(EpisodeFinding finding) {
        return watchedEnough(finding) || goesOn(finding) ? Optional.empty() : Optional.of(tooShort(finding));
    }

    private boolean watchedEnough(EpisodeFinding finding) {
        Duration enough = finding.forecast().get().watch();
        return tried(finding).plus(run.slack().total()).compareTo(enough) >= 0;
    }

    private static String tooShort(EpisodeFinding finding) {
        return "a failover could come up to "
                + Words.seconds(finding.forecast().get().watch())
                + " after it: detection and one retry of "
                + (finding.failover().cluster() ? "4 x cluster-node-timeout" : "2 x failover-timeout");
    }

    /** How long a failover had time to come: while the fault lasted, and beyond it where it was over before one could begin. */
    private static Duration tried(EpisodeFinding finding) {
        Episode episode = finding.episode();
        return isOver(finding) ? episode.since(episode.loadEndNanos()) : episode.watched();
    }

    private static String announced(Failover failover) {
        Interval taken = failover.stage(Stage.TAKEOVER);
        if (taken != null) {
            return failover.newPrimary() + " took the slots of " + failover.oldPrimary() + " at "
                    + Words.moment(taken.toNanos());
        }
        Interval first = failover.stage(Stage.SWITCH_FIRST);
        return "+switch-master from " + failover.oldPrimary() + " to " + failover.newPrimary()
                + (first == null ? "" : " at " + Words.moment(first.toNanos()));
    }
}
