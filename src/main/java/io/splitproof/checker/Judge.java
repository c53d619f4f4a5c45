package io.splitproof.checker;

import io.splitproof.checker.Assumption.Kind;
import io.splitproof.workload.ClientSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns evidence into verdicts. Pure: the same evidence always gets the same judgement. */
public final class Judge {
    private static final Set<Kind> OF_FAILOVER = Set.of(Kind.OBSERVED);
    private static final Set<Kind> OF_SPLIT_BRAIN = Set.of(Kind.HEALED);
    private static final Set<Kind> OF_WRITES = Set.of(Kind.HEALED, Kind.CONVERGED, Kind.FINAL_READS);

    private final Assumptions assumptions;
    private final Case run;

    private Judge(Assumptions assumptions, Case run) {
        this.assumptions = assumptions;
        this.run = run;
    }

    /** Judges assumptions first, then every objective and the claim. It never throws for what is in a history. */
    public static Judgement judge(Evidence evidence, List<Objective> objectives, @Nullable Claim claim) {
        var examination = new Examination(evidence);
        Findings findings = examination.findings();
        Assumptions assumptions = Assumptions.of(
                examination.observed(),
                examination.attempts(),
                findings.authorities(),
                OperatorChecks.isRefusalPromised(objectives, claim));
        var judge = new Judge(
                assumptions, new Case(examination.observed(), examination.attempts(), examination.stalls(), findings));
        List<Verdict> verdicts = objectives.stream().map(judge::verdict).toList();
        return new Judgement(
                assumptions, findings, verdicts, claim == null ? null : judge.claim(claim), judge.overall(verdicts));
    }

    private Result overall(List<Verdict> verdicts) {
        Result start = verdicts.isEmpty() && assumptions.failed().findAny().isPresent() ? Result.UNKNOWN : Result.HELD;
        return verdicts.stream().map(Verdict::result).reduce(start, Result::and);
    }

    private Verdict verdict(Objective objective) {
        Optional<Assumption> failed = assumptions.failedFor(needs(objective));
        Measure measure = failed.map(f -> Measure.unknown("not so: " + f.kind().words() + ". " + f.detail()))
                .orElseGet(() -> measureSafely(objective));
        return new Verdict(objective.id(), objective.promise(), measure.result(), measure.words(), measure.evidence());
    }

    private Measure measureSafely(Objective objective) {
        if (needs(objective).equals(OF_WRITES) && nobodyWrites()) {
            return Measure.unknown("no client writes a ledger");
        }
        try {
            return measure(objective);
        } catch (RuntimeException e) {
            String why = String.valueOf(e.getMessage());
            return Measure.unknown(
                    why.startsWith("checker failed") || why.startsWith("there is no forecast")
                            ? why
                            : "checker failed: " + e);
        }
    }

    /** In an experiment on boxes; one on a document's files has no clients. */
    private boolean nobodyWrites() {
        return run.evidence().literal() == null
                && run.evidence().clients().stream().noneMatch(ClientSpec::writes);
    }

    /** The one place that knows every kind of objective, with the parts for files and for applications. */
    private Measure measure(Objective objective) {
        var failover = new FailoverVerdicts(run);
        var splitBrain = new SplitBrainVerdicts(run);
        var writes = new WriteVerdicts(run);
        var clients = new ClientVerdicts(run);
        if (objective instanceof Objective.FailoverWithinForecast) {
            return failover.withinForecast();
        } else if (objective instanceof Objective.FailoverWithin within) {
            return failover.within(within.limit());
        } else if (objective instanceof Objective.NoFailover) {
            return failover.none();
        } else if (objective instanceof Objective.NoSplitBrain) {
            return splitBrain.none();
        } else if (objective instanceof Objective.SplitBrainWithinForecast) {
            return splitBrain.withinForecast();
        } else if (objective instanceof Objective.NoLostWrites) {
            return writes.noneLost();
        } else if (objective instanceof Objective.LostWrites) {
            return writes.someLost();
        } else if (objective instanceof Objective.LostWritesWithinForecast) {
            return writes.withinForecast();
        } else if (objective instanceof Objective.LossWindowWithin within) {
            return writes.windowWithin(within.limit());
        } else if (objective instanceof Objective.RecoveryPointWithin within) {
            return writes.recoveryPointWithin(within.limit());
        } else if (objective instanceof Objective.NoPhantomWrites) {
            return writes.noPhantoms();
        } else if (objective instanceof Objective.OutageWithin within) {
            return clients.outageWithin(within.client(), within.limit());
        } else if (objective instanceof Objective.ErrorsWithin within) {
            return clients.errorsWithin(within.client(), within.limit());
        } else if (objective instanceof Objective.NoLateWrites) {
            return new OperatorChecks(run).noLateWrites();
        } else if (objective instanceof Objective.RefusedBeforeChange refused) {
            return new OperatorChecks(run).refusedBeforeChange(refused.because());
        } else if (objective instanceof Objective.NeverServed never) {
            return clients.neverServed(never.client());
        } else if (objective instanceof Objective.WritesStopWithin within) {
            return clients.writesStopWithin(within.limit());
        } else if (objective instanceof Objective.MonotonicReads) {
            return clients.monotonicReads();
        } else if (objective instanceof Objective.StalenessWithin within) {
            return clients.stalenessWithin(within.limit());
        } else if (objective instanceof Objective.WorksAsWritten
                || objective instanceof Objective.FailsUntilRepaired
                || objective instanceof Objective.WorksWhenRepaired) {
            return ofVariants(objective);
        }
        return ofRoles(objective);
    }

    private Measure ofVariants(Objective objective) {
        if (objective instanceof Objective.WorksAsWritten) {
            return new VariantVerdicts(run.evidence()).asWritten();
        } else if (objective instanceof Objective.FailsUntilRepaired) {
            return new VariantVerdicts(run.evidence()).failsUntilRepaired();
        }
        return new VariantVerdicts(run.evidence()).whenRepaired();
    }

    private Measure ofRoles(Objective objective) {
        var roles = new RoleVerdicts(run);
        if (objective instanceof Objective.NoRevokedTokenAccepted) {
            return roles.noRevokedTokenAccepted();
        } else if (objective instanceof Objective.RevokedTokensAccepted) {
            return roles.revokedTokensAccepted();
        } else if (objective instanceof Objective.NoEndedSessionAccepted) {
            return roles.noEndedSessionAccepted();
        } else if (objective instanceof Objective.EndedSessionsAccepted) {
            return roles.endedSessionsAccepted();
        } else if (objective instanceof Objective.ReLoginsWithin within) {
            return roles.reLoginsWithin(within.limit());
        } else if (objective instanceof Objective.ReLogins) {
            return roles.reLogins();
        } else if (objective instanceof Objective.RequestsOverLimitWithin within) {
            return roles.requestsOverLimitWithin(within.limit());
        } else if (objective instanceof Objective.RequestsOverLimit) {
            return roles.requestsOverLimit();
        } else if (objective instanceof Objective.StaleProfilesWithin within) {
            return roles.staleProfilesWithin(within.limit());
        } else if (objective instanceof Objective.ServedAtLeast atLeast) {
            return roles.servedAtLeast(atLeast.percent());
        }
        throw new AssertionError("unhandled objective " + objective);
    }

    private static Set<Kind> needs(Objective objective) {
        if (objective instanceof Objective.FailoverWithinForecast
                || objective instanceof Objective.FailoverWithin
                || objective instanceof Objective.NoFailover) {
            return OF_FAILOVER;
        }
        if (objective instanceof Objective.NoSplitBrain || objective instanceof Objective.SplitBrainWithinForecast) {
            return OF_SPLIT_BRAIN;
        }
        boolean clients = isOfRoles(objective)
                || objective instanceof Objective.OutageWithin
                || objective instanceof Objective.ErrorsWithin
                || objective instanceof Objective.NoLateWrites
                || objective instanceof Objective.RefusedBeforeChange
                || objective instanceof Objective.NeverServed
                || objective instanceof Objective.WritesStopWithin
                || objective instanceof Objective.MonotonicReads
                || objective instanceof Objective.StalenessWithin;
        return clients ? Set.of() : OF_WRITES;
    }

    private static boolean isOfRoles(Objective objective) {
        return objective instanceof Objective.NoRevokedTokenAccepted
                || objective instanceof Objective.RevokedTokensAccepted
                || objective instanceof Objective.NoEndedSessionAccepted
                || objective instanceof Objective.EndedSessionsAccepted
                || objective instanceof Objective.ReLoginsWithin
                || objective instanceof Objective.ReLogins
                || objective instanceof Objective.RequestsOverLimitWithin
                || objective instanceof Objective.RequestsOverLimit
                || objective instanceof Objective.StaleProfilesWithin
                || objective instanceof Objective.ServedAtLeast;
    }

    private ClaimFinding claim(Claim claim) {
        List<Verdict> confirmed =
                claim.confirmedIf().stream().map(this::verdict).toList();
        Result first = all(confirmed);
        if (first == Result.HELD) {
            return finding(claim, Claim.Finding.CONFIRMED, confirmed);
        }
        if (first == Result.UNKNOWN) {
            return finding(claim, Claim.Finding.UNKNOWN, confirmed);
        }
        if (claim.boundedIf().isEmpty()) {
            return finding(claim, Claim.Finding.REFUTED, confirmed);
        }
        List<Verdict> bounded = claim.boundedIf().stream().map(this::verdict).toList();
        var both = new ArrayList<>(confirmed);
        both.addAll(bounded);
        return switch (all(bounded)) {
            case HELD -> finding(claim, Claim.Finding.CONFIRMED_WITH_A_BOUND, both);
            case VIOLATED -> finding(claim, Claim.Finding.REFUTED, both);
            case UNKNOWN -> finding(claim, Claim.Finding.UNKNOWN, both);
        };
    }

    /** A claim without conditions cannot be tested. */
    private static Result all(List<Verdict> verdicts) {
        return verdicts.stream().map(Verdict::result).reduce(Result::and).orElse(Result.UNKNOWN);
    }

    private static ClaimFinding finding(Claim claim, Claim.Finding finding, List<Verdict> verdicts) {
        String figure = verdicts.stream()
                .map(Verdict::measured)
                .distinct()
                .reduce((a, b) -> a + " | " + b)
                .orElse("the claim names no condition that a run could test");
        return new ClaimFinding(claim.text(), finding, figure, verdicts);
    }
}
