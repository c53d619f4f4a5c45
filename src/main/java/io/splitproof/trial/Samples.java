package io.splitproof.trial;

import io.splitproof.checker.Cells;
import io.splitproof.checker.ClaimFinding;
import io.splitproof.checker.ClientFigures;
import io.splitproof.checker.ClientTally;
import io.splitproof.checker.EpisodeFinding;
import io.splitproof.checker.Judgement;
import io.splitproof.checker.Objective;
import io.splitproof.checker.Result;
import io.splitproof.checker.SplitBrain;
import io.splitproof.checker.Times;
import io.splitproof.checker.Verdict;
import io.splitproof.checker.WriteAccounts;
import io.splitproof.fault.Trigger;
import io.splitproof.scenario.Sample;
import io.splitproof.scenario.Scenario;
import io.splitproof.store.RunDirectory;
import io.splitproof.store.RunRecord;
import io.splitproof.store.SampleFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Samples of runs that took place. */
public final class Samples {
    private Samples() {}

    public static Sample of(Outcome outcome) {
        return of(
                outcome.directory().run(),
                outcome.judgement(),
                ClientTally.of(outcome.evidence(), outcome.judgement().findings()));
    }

    /** That of a run whose history is not at hand: without the figures of its clients. */
    public static Sample of(RunRecord run, Judgement judgement) {
        return of(run, judgement, null);
    }

    private static Sample of(RunRecord run, Judgement judgement, @Nullable List<ClientFigures> clients) {
        Scenario scenario = run.scenario();
        // Nobody wrote a ledger where a document's files were tried: zero lost would be no measurement.
        Cells writes = scenario.literal() == null ? writes(judgement) : null;
        ClaimFinding claim = judgement.claim();
        return new Sample(
                scenario.name(),
                run.factor(),
                run.runId(),
                run.started(),
                server(run),
                scenario.server(),
                run.machine().cores() + " cores, " + run.machine().os(),
                run.gitCommit(),
                judgement.result(),
                stages(judgement.verdicts()),
                tries(judgement),
                judgement.findings().slack().lateness(),
                times(scenario, judgement),
                writes == null ? null : writes.acknowledged(),
                writes == null ? null : writes.lost(),
                claim == null ? null : claim.finding(),
                claim == null ? null : claim.figure(),
                scenario.pingPhase().orElse(null),
                clients,
                judgement
                        .findings()
                        .splitBrain()
                        .toOptional()
                        .flatMap(SplitBrain::total)
                        .orElse(null));
    }

    /**
     * Judges every run directory below a directory and adds what is wanted and the file does not have yet.
     *
     * @return how many were added
     */
    public static int importFrom(Path root, SampleFile file, Predicate<Sample> wanted) {
        var known = file.read().stream().map(Sample::run).collect(Collectors.toCollection(HashSet::new));
        int added = 0;
        for (Path run : RecordedRun.below(root)) {
            Sample sample = of(Judging.judge(RunDirectory.open(run)));
            if (wanted.test(sample) && known.add(sample.run())) {
                file.append(sample);
                added++;
            }
        }
        return added;
    }

    private static Map<String, Duration> times(Scenario scenario, Judgement judgement) {
        var times = new LinkedHashMap<>(Times.of(judgement.findings()));
        scenario.schedule()
                .triggers()
                .flatMap(t -> t instanceof Trigger.PingPhase phase ? Stream.of(phase.sentinel()) : Stream.empty())
                .findFirst()
                .flatMap(sentinel -> sdown(judgement, sentinel))
                .ifPresent(took -> times.put(Sample.PHASED_SDOWN, took));
        return times;
    }

    private static Optional<Duration> sdown(Judgement judgement, String sentinel) {
        return judgement.findings().episodes().toOptional().orElse(List.of()).stream()
                .flatMap(e -> Stream.ofNullable(e.failover().sdown().get(sentinel))
                        .map(at -> e.episode().since(at)))
                .findFirst();
    }

    private static @Nullable Cells writes(Judgement judgement) {
        return judgement
                .findings()
                .writes()
                .toOptional()
                .filter(w -> w.problems().isEmpty())
                .map(WriteAccounts::total)
                .orElse(null);
    }

    private static String server(RunRecord run) {
        return run.images().stream()
                .map(RunRecord.Image::serverVersion)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("unknown");
    }

    private static Result stages(List<Verdict> verdicts) {
        String objective = new Objective.FailoverWithinForecast().id();
        return verdicts.stream()
                .filter(v -> v.objective().equals(objective))
                .map(Verdict::result)
                .findFirst()
                .orElse(Result.UNKNOWN);
    }

    private static int tries(Judgement judgement) {
        return judgement.findings().episodes().toOptional().orElse(List.of()).stream()
                .map(EpisodeFinding::failover)
                .mapToInt(f -> f.tries())
                .sum();
    }
}
