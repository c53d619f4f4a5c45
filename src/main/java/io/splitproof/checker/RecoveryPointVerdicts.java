package io.splitproof.checker;

import io.splitproof.forecast.RecoveryPoint;
import java.time.Duration;
import java.util.Optional;

/** How far back writes are lost when a process comes back with what its disk held. */
record RecoveryPointVerdicts(Case run) {
    private WriteVerdicts writes() {
        return new WriteVerdicts(run);
    }

    private Optional<LossWindow> window(EpisodeFinding finding) {
        return run.findings().writes().get().window(finding.index());
    }

    Measure within(EpisodeFinding finding, Duration limit) {
        Optional<LossWindow> window = window(finding);
        if (window.isEmpty()) {
            return Measure.held(WriteVerdicts.noneLostWords(cells(finding)) + ". Limit " + Words.seconds(limit));
        }
        String seen = words(finding, window.get()) + ". Limit " + Words.seconds(limit) + ", "
                + run.slack().words();
        return atMost(limit, finding.episode(), window.get(), seen);
    }

    /** Something is lost where something must be, nothing older than the forecast, nothing after the crash. */
    Measure asForecast(EpisodeFinding finding, RecoveryPoint forecast) {
        String allowed = ". Forecast: " + words(forecast) + ", because " + forecast.why() + "; "
                + run.slack().words();
        Optional<LossWindow> window = window(finding);
        if (window.isEmpty()) {
            String seen = WriteVerdicts.noneLostWords(cells(finding)) + allowed;
            return forecast.certain() ? Measure.violated(seen) : Measure.held(seen);
        }
        Episode episode = finding.episode();
        String seen = words(finding, window.get()) + allowed;
        String[] first = writes().firstLost().toArray(String[]::new);
        Duration slack = run.slack().total();
        boolean acknowledgedByTheDead =
                window.get().lastNanos() > episode.fault().toNanos() + slack.toNanos();
        if (acknowledgedByTheDead) {
            return Measure.violated(
                    seen + ". The last was acknowledged "
                            + Words.seconds(episode.since(window.get().lastNanos()))
                            + " after the fault, when the process was gone",
                    first);
        }
        Duration oldest = forecast.oldest();
        if (oldest == null) {
            return Measure.held(seen, first);
        }
        return atMost(oldest, episode, window.get(), seen);
    }

    /** A stall moves these times by its own length at most, since no Sentinel's timer is among them. */
    private Measure atMost(Duration limit, Episode episode, LossWindow window, String seen) {
        Duration margin = limit.plus(run.slack().total()).minus(back(episode, window));
        Duration stall = run.stalls().worstWithin(before(episode, window));
        if (stall.compareTo(margin.abs()) > 0) {
            return Measure.unknown(seen + ". The harness stalled for " + Words.seconds(stall)
                    + " inside that time, more than the margin of " + Words.seconds(margin.abs()));
        }
        String[] first = writes().firstLost().toArray(String[]::new);
        return margin.isNegative() ? Measure.violated(seen, first) : Measure.held(seen, first);
    }

    private Cells cells(EpisodeFinding finding) {
        return run.findings().writes().get().of(finding.group());
    }

    private static Duration back(Episode episode, LossWindow window) {
        Duration back = episode.since(window.firstNanos()).negated();
        return back.isNegative() ? Duration.ZERO : back;
    }

    private static Interval before(Episode episode, LossWindow window) {
        long to = episode.fault().toNanos();
        return new Interval(Math.min(window.firstNanos(), to), to);
    }

    private String words(EpisodeFinding finding, LossWindow window) {
        Episode episode = finding.episode();
        return WriteVerdicts.lostWords(cells(finding)) + ", the oldest acknowledged at "
                + Words.moment(window.firstNanos()) + ", " + Words.seconds(back(episode, window))
                + " before the fault at " + Words.moment(episode.atNanos());
    }

    static String words(RecoveryPoint point) {
        Duration oldest = point.oldest();
        if (oldest == null) {
            return point.certain() ? "everything is lost" : "everything may be lost";
        }
        if (oldest.isZero()) {
            return "nothing is lost";
        }
        return point.certain()
                ? "everything acknowledged in the last " + Words.seconds(oldest) + " before the fault is lost"
                : "what was acknowledged in the last " + Words.seconds(oldest) + " before the fault may be lost";
    }
}
