package io.splitproof.trial;

import io.splitproof.checker.Cells;
import io.splitproof.checker.ClaimFinding;
import io.splitproof.checker.EpisodeFinding;
import io.splitproof.checker.Judgement;
import io.splitproof.checker.Objective;
import io.splitproof.checker.Result;
import io.splitproof.checker.Times;
import io.splitproof.checker.Verdict;
import io.splitproof.checker.WriteAccounts;
import io.splitproof.scenario.Sample;
import io.splitproof.store.RunRecord;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Samples of runs that took place. */
public final class Samples {
    private Samples() {}

    public static Sample of(Outcome outcome) {
        RunRecord run = outcome.directory().run();
        Judgement judgement = outcome.judgement();
        Cells writes = writes(judgement);
        ClaimFinding claim = judgement.claim();
        return new Sample(
                outcome.scenario().name(),
                run.factor(),
                run.runId(),
                run.started(),
                server(run),
                outcome.scenario().server(),
                run.machine().cores() + " cores, " + run.machine().os(),
                run.gitCommit(),
                judgement.result(),
                stages(judgement.verdicts()),
                tries(judgement),
                judgement.findings().slack().lateness(),
                Times.of(judgement.findings()),
                writes == null ? null : writes.acknowledged(),
                writes == null ? null : writes.lost(),
                claim == null ? null : claim.finding(),
                claim == null ? null : claim.figure());
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
