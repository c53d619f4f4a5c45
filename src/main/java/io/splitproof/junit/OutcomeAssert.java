package io.splitproof.junit;

import io.splitproof.checker.Claim;
import io.splitproof.checker.Judge;
import io.splitproof.checker.Objective;
import io.splitproof.checker.Result;
import io.splitproof.checker.Verdict;
import io.splitproof.checker.Words;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a judged run.
 *
 * <p>Each judges one objective on the run's recording. An unknown verdict fails, like a violated one; the message is the
 * verdict's own and ends with the command that runs the scenario again.
 */
public final class OutcomeAssert extends AbstractAssert<OutcomeAssert, Outcome> {
    private OutcomeAssert(@Nullable Outcome actual) {
        super(actual, OutcomeAssert.class);
    }

    /** Begins an assertion on a run. */
    public static OutcomeAssert assertThat(@Nullable Outcome actual) {
        return new OutcomeAssert(actual);
    }

    /** Every objective of the scenario held; a run without any must at least have gone as planned. */
    public OutcomeAssert heldEveryObjective() {
        isNotNull();
        run().judgement().verdicts().forEach(v -> expect(v, Result.HELD));
        if (run().result() != Result.HELD) {
            failWithMessage(
                    "%s has no objective, and the run is %s: %s%n%s",
                    run().scenario().name(),
                    word(run().result()),
                    run().judgement()
                            .assumptions()
                            .failed()
                            .map(a -> a.kind().words() + ": " + a.detail())
                            .collect(Collectors.joining("; ")),
                    again());
        }
        return this;
    }

    /** One objective of the scenario, by its id, was violated: for scenarios that are known to be bad. */
    public OutcomeAssert violated(String objective) {
        isNotNull();
        expect(verdict(objective), Result.VIOLATED);
        return this;
    }

    /** One objective of the scenario, by its id, held. */
    public OutcomeAssert held(String objective) {
        isNotNull();
        expect(verdict(objective), Result.HELD);
        return this;
    }

    public OutcomeAssert failedOverWithin(Duration limit) {
        return holds(new Objective.FailoverWithin(limit));
    }

    public OutcomeAssert failedOverAsForecast() {
        return holds(new Objective.FailoverWithinForecast());
    }

    public OutcomeAssert didNotFailOver() {
        return holds(new Objective.NoFailover());
    }

    public OutcomeAssert hadNoSplitBrain() {
        return holds(new Objective.NoSplitBrain());
    }

    /** Two nodes acknowledged writes at once, for no longer than the forecast allows. */
    public OutcomeAssert hadSplitBrainAsForecast() {
        return holds(new Objective.SplitBrainWithinForecast());
    }

    public OutcomeAssert lostNoAcknowledgedWrites() {
        return holds(new Objective.NoLostWrites());
    }

    /** No acknowledgement later than this after the fault was lost. */
    public OutcomeAssert lostWritesOnlyWithin(Duration afterFault) {
        return holds(new Objective.LossWindowWithin(afterFault));
    }

    /** No write was acknowledged later than this after the fault, until it was healed. */
    public OutcomeAssert stoppedWritesWithin(Duration afterFault) {
        return holds(new Objective.WritesStopWithin(afterFault));
    }

    /** The client, or the service where the name is null, was never without a success for longer. */
    public OutcomeAssert hadNoOutageLongerThan(@Nullable String client, Duration limit) {
        return holds(new Objective.OutageWithin(client, limit));
    }

    /** Each application's client got an answer to at least that share of its requests, from whomever. */
    public OutcomeAssert servedAtLeast(double percent) {
        return holds(new Objective.ServedAtLeast(percent));
    }

    /** No token was accepted whose revocation was acknowledged. */
    public OutcomeAssert acceptedNoRevokedToken() {
        return holds(new Objective.NoRevokedTokenAccepted());
    }

    /** No session was let through whose log-out was acknowledged. */
    public OutcomeAssert acceptedNoEndedSession() {
        return holds(new Objective.NoEndedSessionAccepted());
    }

    /** Sessions were lost, so that their users logged in again, at most so many times. */
    public OutcomeAssert neededReLoginsAtMost(long times) {
        return holds(new Objective.ReLoginsWithin(times));
    }

    /** At most so many calls over the limit of a user and a window were let through. */
    public OutcomeAssert letThroughOverTheLimitAtMost(long calls) {
        return holds(new Objective.RequestsOverLimitWithin(calls));
    }

    /** No profile was shown that lacked a change acknowledged that long before. */
    public OutcomeAssert showedNoProfileOlderThan(Duration limit) {
        return holds(new Objective.StaleProfilesWithin(limit));
    }

    /** The client, or each client where the name is null, met errors for no longer in all. */
    public OutcomeAssert metErrorsForAtMost(@Nullable String client, Duration limit) {
        return holds(new Objective.ErrorsWithin(client, limit));
    }

    /** The operator was stopped before anything was changed, for a reason that contains these words. */
    public OutcomeAssert wasRefusedBeforeAnyChange(String because) {
        return holds(new Objective.RefusedBeforeChange(because));
    }

    /** While the load ran, that node of a Cluster said {@code cluster_state:fail}, and refused everything, for no longer in all. */
    public OutcomeAssert refusedEverythingForAtMost(String node, Duration limit) {
        isNotNull();
        var coverage = run().judgement().findings().coverage().get().stream()
                .filter(c -> c.node().equals(node))
                .findFirst()
                .orElse(null);
        if (coverage == null) {
            failWithMessage(
                    "%s should have told of the Cluster's state, but nothing was heard of it.%n%s", node, again());
        } else if (coverage.total().compareTo(limit) > 0) {
            failWithMessage(
                    "%s should have said cluster_state:fail for at most %s, but did for %s.%n%s",
                    node, Words.seconds(limit), Words.seconds(coverage.total()), again());
        }
        return this;
    }

    /** Nothing is there that was not asked for, and no acknowledged write was left unread: each survived or is lost. */
    public OutcomeAssert accountedForEveryWrite() {
        holds(new Objective.NoPhantomWrites());
        run().judgement().findings().writes().get().writers().forEach((writer, cells) -> {
            if (cells.neverRead() > 0) {
                failWithMessage(
                        "Every write of %s should be read in the end, but %d were not.%n%s",
                        writer, cells.neverRead(), again());
            }
        });
        return this;
    }

    /** The scenario's claim came out like this. */
    public OutcomeAssert foundItsClaim(Claim.Finding finding) {
        isNotNull();
        var claim = run().judgement().claim();
        if (claim == null) {
            failWithMessage(
                    "%s should have a claim but has none.%n%s", run().scenario().name(), again());
        } else if (claim.finding() != finding) {
            failWithMessage(
                    "The claim of %s should be %s but is %s: %s%n%s",
                    run().scenario().name(), finding, claim.finding(), claim.figure(), again());
        }
        return this;
    }

    /** Any objective, also one of your own parameters. */
    public OutcomeAssert holds(Objective objective) {
        isNotNull();
        var judgement = Judge.judge(run().evidence(), List.of(objective), null);
        expect(judgement.verdicts().get(0), Result.HELD);
        return this;
    }

    /** Any objective, also one of your own parameters, is violated: what should be found is found. */
    public OutcomeAssert violates(Objective objective) {
        isNotNull();
        var judgement = Judge.judge(run().evidence(), List.of(objective), null);
        expect(judgement.verdicts().get(0), Result.VIOLATED);
        return this;
    }

    private Outcome run() {
        return java.util.Objects.requireNonNull(actual);
    }

    private Verdict verdict(String objective) {
        return run().judgement().verdicts().stream()
                .filter(v -> v.objective().equals(objective))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(run().scenario().name() + " has no objective \""
                        + objective + "\"; it has "
                        + run().judgement().verdicts().stream()
                                .map(Verdict::objective)
                                .toList()));
    }

    private void expect(Verdict verdict, Result wanted) {
        if (verdict.result() != wanted) {
            failWithMessage(
                    "%s Expected %s, but it is %s: %s%n%s%n%s",
                    verdict.promise(),
                    word(wanted),
                    word(verdict.result()),
                    verdict.measured(),
                    String.join(System.lineSeparator(), verdict.evidence()),
                    again());
        }
    }

    private static String word(Result result) {
        return result.name().toLowerCase(java.util.Locale.ROOT);
    }

    private String again() {
        return "Report: " + run().directory().reportFile() + "\nRun it again: " + run().command();
    }
}
