package io.splitproof.checker;

import io.splitproof.forecast.Exposure;
import io.splitproof.forecast.Forecast;
import io.splitproof.history.Event.WriteProbed;
import io.splitproof.workload.ClientSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether two nodes acknowledged at once, and whether that was to be expected. */
record SplitBrainVerdicts(Case run) {
    private static final String DOCUMENTED =
            "Redis documents this: an isolated primary goes on accepting writes (redis.io, High availability with"
                    + " Sentinel, example 2), and Sentinel demotes it only when it can reach it again.";

    private static final String WRITE_SAFETY =
            "Redis documents this: a primary in a minority goes on accepting writes for the node timeout (redis.io,"
                    + " Redis cluster specification, Write safety).";

    private String documented() {
        return run.evidence().topology().isCluster() ? WRITE_SAFETY : DOCUMENTED;
    }

    Measure none() {
        List<Overlap> overlaps = run.findings().splitBrain().get().overlaps();
        if (!overlaps.isEmpty()) {
            var words = overlaps.stream().map(Overlap::words).toList();
            return Measure.violated(words.get(0) + more(overlaps.size()), documented());
        }
        Optional<Measure> nobodys = withoutAuthor();
        if (nobodys.isPresent()) {
            return nobodys.get();
        }
        return run.episodes().isEmpty()
                ? Measure.held("at no time did two nodes acknowledge; no fault was applied")
                : run.eachEpisode(this::avoided);
    }

    /** Acknowledgements that any node may have given: two of them could be an overlap. */
    private Optional<Measure> withoutAuthor() {
        List<String> clients = run.findings().splitBrain().get().authorless();
        return clients == null
                ? Optional.empty()
                : Optional.of(Measure.unknown("no two nodes were seen to acknowledge at once, but of some acknowledged"
                        + " writes of " + String.join(", ", clients)
                        + " through a front nobody knows which node acknowledged them"));
    }

    private static String more(int overlaps) {
        return overlaps == 1 ? "" : "; " + (overlaps - 1) + " more such times";
    }

    /** Not having happened counts as avoided only if somebody tried on both sides, or the probe on every node. */
    private Measure avoided(EpisodeFinding finding) {
        var window = finding.episode().upTo(finding.episode().loadEndNanos());
        boolean probed = run.evidence().topology().redisNodes().stream()
                .filter(n -> Groups.has(run.group(finding.group()), n.name()))
                .allMatch(n -> run.evidence()
                        .history()
                        .of(WriteProbed.class)
                        .anyMatch(p -> p.node().equals(n.name())));
        boolean dual = DualViews.certainlyWritable(run.evidence()).stream()
                .anyMatch(v -> v.group().equals(finding.group()) && v.during().overlaps(window));
        Optional<String> missing = notWatched(finding);
        if (missing.isPresent()) {
            return Measure.unknown("no two nodes acknowledged, but " + missing.get());
        }
        if (probed && !dual) {
            return Measure.held("no two nodes acknowledged; the write probe on every node never found two that would"
                    + " have, from the fault at "
                    + Words.moment(finding.episode().atNanos()) + " on");
        }
        return triedOnBothSides(finding, window)
                ? Measure.held("no two nodes acknowledged at once, although writers on both sides tried from the fault"
                        + " at " + Words.moment(finding.episode().atNanos()) + " until the load ended")
                : Measure.unknown("no two nodes acknowledged at once, but writers did not try on both sides all the"
                        + " time, so nothing shows that it was avoided");
    }

    /**
     * Why the time to watch does not suffice: without a failover one could still come; after one the old primary, once
     * it can be reached again, must have had the time to be demoted.
     */
    private Optional<String> notWatched(EpisodeFinding finding) {
        Optional<Forecast> forecast = finding.forecast().toOptional();
        Interval healed = finding.episode().healed();
        if (forecast.isEmpty()) {
            return Optional.empty();
        }
        if (!finding.failover().failedOver()) {
            return new FailoverVerdicts(run).notWatched(finding);
        }
        Rejoin rejoin = finding.failover().rejoin();
        boolean refused = rejoin != null && rejoin.readOnly() != null;
        if (healed == null || refused) {
            return Optional.empty();
        }
        Duration after = Duration.ofNanos(finding.episode().loadEndNanos() - healed.fromNanos());
        Duration enough = forecast.get().demotion().upper();
        return after.plus(run.slack().total()).compareTo(enough) >= 0
                ? Optional.empty()
                : Optional.of("it was watched for " + Words.seconds(after) + " after the heal, and "
                        + finding.failover().primary() + " is demoted up to " + Words.seconds(enough) + " after it");
    }

    private boolean triedOnBothSides(EpisodeFinding finding, Interval window) {
        List<String> old = finding.oldSide();
        // Which node acknowledged a driver's write is not known, so that it shows nothing of either side.
        List<ClientSpec> writers = run.writersOf(finding.group()).stream()
                .filter(w -> w.driver() == null)
                .toList();
        return Efforts.anyTried(
                        writers.stream().filter(w -> old.contains(w.name())).toList(), run.attempts(), window)
                && Efforts.anyTried(
                        writers.stream().filter(w -> !old.contains(w.name())).toList(), run.attempts(), window);
    }

    Measure withinForecast() {
        return run.eachEpisode(this::asForecast);
    }

    private Measure asForecast(EpisodeFinding finding) {
        Exposure exposure = finding.forecast().get().splitBrain();
        SplitBrain brain = run.findings().splitBrain().get();
        List<Overlap> overlaps = brain.in(finding.group(), finding.episode());
        String forecast = " The forecast is " + words(exposure) + ": " + exposure.why() + "; "
                + slack(overlaps).words();
        if (overlaps.isEmpty()) {
            return withoutAuthor().orElseGet(() -> absent(finding, exposure, forecast));
        }
        Duration total = brain.total(finding.group(), finding.episode());
        long writes = overlaps.stream().mapToLong(Overlap::writes).sum();
        String seen = overlaps.get(0).words() + more(overlaps.size()) + ": " + Words.seconds(total) + " and "
                + Words.count(writes, "write") + " in all." + forecast;
        Duration slack = slack(overlaps).total();
        boolean inside = exposure.isPossible() && exposure.bounds().contains(total, slack);
        Duration margin = exposure.bounds().upper().plus(slack).minus(total).abs();
        Duration stall = run.stalls().worstWithin(overlaps.get(0).during());
        if (stall.compareTo(margin) > 0) {
            return Measure.unknown(seen + ". The harness stalled for " + Words.seconds(stall) + " inside that time");
        }
        boolean tooShort = exposure.isPossible()
                && total.plus(slack).compareTo(exposure.bounds().lower()) < 0;
        long end = overlaps.get(overlaps.size() - 1).during().toNanos();
        Optional<String> elsewhere = tooShort
                ? Departures.after(end, finding, run.evidence())
                        .or(() -> Departures.toOldPrimary(finding, run.evidence()))
                : Optional.empty();
        if (elsewhere.isPresent()) {
            return Measure.unknown(seen + ". " + elsewhere.get());
        }
        return inside ? Measure.held(seen, documented()) : Measure.violated(seen, documented());
    }

    /** For what was measured from the first overlap's start to the last one's end. */
    private Slack slack(List<Overlap> overlaps) {
        if (overlaps.isEmpty()) {
            return run.slack();
        }
        long from =
                overlaps.stream().mapToLong(o -> o.during().fromNanos()).min().orElseThrow();
        long to = overlaps.stream().mapToLong(o -> o.during().toNanos()).max().orElseThrow();
        return run.slack(new Interval(from, to));
    }

    private Measure absent(EpisodeFinding finding, Exposure exposure, String forecast) {
        String seen = "Two nodes were never seen to acknowledge at once." + forecast;
        if (!exposure.isExpected()) {
            return Measure.held(seen);
        }
        Optional<String> back = Departures.toOldPrimary(finding, run.evidence());
        if (back.isPresent()) {
            return Measure.unknown(seen + ". " + back.get());
        }
        var window = finding.episode().upTo(finding.episode().loadEndNanos());
        return triedOnBothSides(finding, window)
                ? Measure.violated(seen)
                : Measure.unknown(seen + ". Writers did not try on both sides all the time");
    }

    static String words(Exposure exposure) {
        return exposure.isPossible() ? FailoverVerdicts.range(exposure.bounds()) : "none";
    }
}
