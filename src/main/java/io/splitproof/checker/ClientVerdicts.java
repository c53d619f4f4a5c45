package io.splitproof.checker;

import io.splitproof.history.Event.HealStarted;
import io.splitproof.workload.ClientSpec;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What clients felt: outages and old reads. */
record ClientVerdicts(Case run) {
    Measure outageWithin(@Nullable String client, Duration limit) {
        Outage outage = Outages.of(run.findings().outages().get(), client).orElse(null);
        if (outage == null) {
            return Measure.unknown(client == null ? "no client writes" : "there is no client " + client);
        }
        String words =
                "Longest time without a success of " + (client == null ? "any writer" : client) + ": " + outage.words();
        Duration quiet = outage.longestSilence();
        boolean tried = quiet.compareTo(limit) < 0;
        Measure measure = run.atMost(outage.length(), limit, outage.during(), words);
        return measure.result() == Result.VIOLATED && !tried
                ? Measure.unknown(words + ", but nothing was tried for " + Words.seconds(quiet) + " of it")
                : measure;
    }

    /** The worst of several clients decides. */
    Measure errorsWithin(@Nullable String client, Duration limit) {
        List<ErrorTime> asked = ErrorTimes.of(run.evidence(), run.attempts()).stream()
                .filter(e -> client == null || e.client().equals(client))
                .toList();
        Optional<ErrorTime> idle =
                asked.stream().filter(e -> e.operations() == 0).findFirst();
        if (asked.isEmpty() || idle.isPresent()) {
            return Measure.unknown(idle.map(e -> e.client() + " tried nothing").orElse("there is no client " + client));
        }
        ErrorTime worst =
                asked.stream().max(Comparator.comparing(ErrorTime::total)).orElseThrow();
        String words =
                (asked.size() > 1 ? "of " + Words.count(asked.size(), "client") + " the worst: " : "") + worst.words();
        return run.atMost(worst.total(), limit, worst.around(), words);
    }

    Measure neverServed(String client) {
        List<Attempt> attempts = run.attempts().of(client);
        long served = attempts.stream().filter(Attempt::ok).count();
        String words =
                Words.count(served) + " of " + Words.count(attempts.size()) + " operations of " + client + " succeeded";
        if (attempts.isEmpty()) {
            return Measure.unknown(client + " tried nothing");
        }
        return served == 0 ? Measure.held(words) : Measure.violated(words);
    }

    Measure writesStopWithin(Duration limit) {
        return run.eachEpisode(e -> stopped(e.episode(), run.writersOf(e.group()), limit));
    }

    /** Nothing acknowledged proves a stop only if somebody tried, and for longer than the limit. */
    private Measure stopped(Episode episode, List<ClientSpec> writers, Duration limit) {
        List<String> names = writers.stream().map(ClientSpec::name).toList();
        long until = healBegins(episode);
        long last = run.attempts().byEnd().stream()
                .filter(a -> a.isWrite() && a.ok() && a.endNanos() < until && names.contains(a.client()))
                .mapToLong(Attempt::endNanos)
                .reduce(episode.atNanos(), Math::max);
        Duration watched = episode.since(until);
        String words = "the last write before "
                + (episode.healed() == null ? "the load ended" : "the heal") + " was acknowledged "
                + Words.seconds(episode.since(last)) + " after the fault at " + Words.moment(episode.atNanos())
                + ", watched for " + Words.seconds(watched);
        if (!Efforts.anyTried(writers, run.attempts(), episode.upTo(until))) {
            return Measure.unknown(words + ", but no writer tried all the time");
        }
        if (watched.compareTo(limit.plus(run.slack().total())) <= 0) {
            return Measure.unknown(words + ", which is not beyond the limit of " + Words.seconds(limit));
        }
        return run.atMost(episode.since(last), limit, episode.upTo(last), words);
    }

    /** A process that is started again can take writes before the engine says that it runs. */
    private long healBegins(Episode episode) {
        return run.evidence()
                .history()
                .of(HealStarted.class)
                .filter(h -> episode.faults().contains(h.fault()))
                .mapToLong(HealStarted::atNanos)
                .reduce(episode.loadEndNanos(), Math::min);
    }

    Measure monotonicReads() {
        List<ReadFinding> reads = run.findings().reads().get();
        long all = reads.stream().mapToLong(ReadFinding::reads).sum();
        long backward = reads.stream().mapToLong(ReadFinding::backward).sum();
        if (all == 0) {
            return Measure.unknown("no read succeeded");
        }
        String words = Words.count(backward) + " of " + Words.count(all) + " reads went back in time";
        List<String> first = reads.stream()
                .map(ReadFinding::firstBackward)
                .filter(f -> !f.isEmpty())
                .limit(3)
                .toList();
        return backward == 0 ? Measure.held(words) : Measure.violated(words, first);
    }

    Measure stalenessWithin(Duration limit) {
        List<ReadFinding> reads = run.findings().reads().get();
        ReadFinding worst = reads.stream()
                .max(Comparator.comparing(ReadFinding::worstBehind))
                .orElse(null);
        if (worst == null) {
            return Measure.unknown("no read succeeded");
        }
        long stale = reads.stream().mapToLong(ReadFinding::stale).sum();
        long all = reads.stream().mapToLong(ReadFinding::reads).sum();
        String words = Words.count(stale) + " of " + Words.count(all) + " reads were stale; the oldest was "
                + Words.seconds(worst.worstBehind()) + " behind, " + worst.client() + " on " + worst.node() + " at "
                + Words.moment(worst.worstAt()) + "; the most writes missed: "
                + Words.count(
                        reads.stream().mapToLong(ReadFinding::worstWrites).max().orElse(0));
        var window = new Interval(worst.worstAt(), worst.worstAt());
        return run.atMost(worst.worstBehind(), limit, window, words);
    }
}
