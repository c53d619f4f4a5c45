package io.splitproof.checker;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** What applications gave their users, against what they promise. */
record RoleVerdicts(Case run) {
    private List<RoleFinding> all() {
        Finding<List<RoleFinding>> roles = run.findings().roles();
        return roles == null ? List.of() : roles.get();
    }

    private <F extends RoleFinding> List<F> of(Class<F> kind) {
        return all().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /**
     * What should never be seen, or what a claim says is seen.
     *
     * @param tried how often it could have been seen; nothing was avoided that was not tried
     * @param seen how often it was
     */
    private record Sighting<F>(
            List<F> findings,
            String role,
            ToLongFunction<F> tried,
            ToLongFunction<F> seen,
            String words,
            Function<F, List<String>> first) {
        private long sum(ToLongFunction<F> number) {
            return findings.stream().mapToLong(number).sum();
        }

        Measure atMost(long limit) {
            return missing()
                    ? unknown()
                    : sum(seen) <= limit ? Measure.held(words, evidence()) : Measure.violated(words, evidence());
        }

        Measure some() {
            return sum(seen) > 0
                    ? Measure.held(words, evidence())
                    : missing() ? unknown() : Measure.violated(words, evidence());
        }

        private boolean missing() {
            return sum(seen) == 0 && sum(tried) == 0;
        }

        private Measure unknown() {
            return Measure.unknown(
                    findings.isEmpty()
                            ? "no client has the role " + role
                            : words + ", but nothing was tried after the fault that could have been");
        }

        private String[] evidence() {
            return findings.stream()
                    .flatMap(f -> first.apply(f).stream())
                    .limit(3)
                    .map(f -> "First: " + f)
                    .toArray(String[]::new);
        }
    }

    private Sighting<RoleFinding.OfTokens> revokedTokens() {
        List<RoleFinding.OfTokens> tokens = of(RoleFinding.OfTokens.class);
        String words = tokens.stream()
                .map(t -> Words.count(t.accepted().total(), "check") + " of "
                        + Words.count(t.tokens(), "revoked token") + " of " + t.client() + " let them through ("
                        + t.accepted().words() + "); " + Words.count(t.revoked(), "revocation")
                        + " acknowledged, " + Words.count(t.tried(), "check")
                        + " of revoked tokens after the fault")
                .collect(Collectors.joining("; "));
        return new Sighting<>(
                tokens,
                "token-blacklist",
                RoleFinding.OfTokens::tried,
                t -> t.accepted().total(),
                words,
                RoleFinding.OfTokens::firstAccepted);
    }

    private Sighting<RoleFinding.OfSessions> endedSessions() {
        List<RoleFinding.OfSessions> sessions = of(RoleFinding.OfSessions.class);
        String words = sessions.stream()
                .map(s -> Words.count(s.endedAccepted().total(), "check") + " of ended sessions of " + s.client()
                        + " let them through (" + s.endedAccepted().words() + "); "
                        + Words.count(s.endedTried(), "check") + " of ended sessions after the fault")
                .collect(Collectors.joining("; "));
        return new Sighting<>(
                sessions,
                "sessions",
                RoleFinding.OfSessions::endedTried,
                s -> s.endedAccepted().total(),
                words,
                RoleFinding.OfSessions::firstAccepted);
    }

    private Sighting<RoleFinding.OfSessions> lostSessions() {
        List<RoleFinding.OfSessions> sessions = of(RoleFinding.OfSessions.class);
        String words = sessions.stream()
                .map(s -> Words.count(s.lost().total()) + " of " + Words.count(s.logIns(), "session") + " of "
                        + s.client() + " were lost, so that their users logged in again (unknown: "
                        + s.lost().words() + ")")
                .collect(Collectors.joining("; "));
        return new Sighting<>(
                sessions,
                "sessions",
                RoleFinding.OfSessions::checksAfterFault,
                s -> s.lost().total(),
                words,
                RoleFinding.OfSessions::firstLost);
    }

    private Sighting<RoleFinding.OfCalls> callsOverLimit() {
        List<RoleFinding.OfCalls> calls = of(RoleFinding.OfCalls.class);
        String words = calls.stream()
                .map(c -> Words.count(c.over().total(), "call") + " of " + c.client() + " over the limit of "
                        + c.limit() + " were let through (" + c.over().words() + "); "
                        + Words.count(c.full()) + " of " + Words.count(c.windows(), "window")
                        + " had as many calls as are allowed, or more")
                .collect(Collectors.joining("; "));
        return new Sighting<>(
                calls,
                "rate-limit",
                RoleFinding.OfCalls::full,
                c -> c.over().total(),
                words,
                RoleFinding.OfCalls::firstOver);
    }

    Measure noRevokedTokenAccepted() {
        return revokedTokens().atMost(0);
    }

    Measure revokedTokensAccepted() {
        return revokedTokens().some();
    }

    Measure noEndedSessionAccepted() {
        return endedSessions().atMost(0);
    }

    Measure endedSessionsAccepted() {
        return endedSessions().some();
    }

    Measure reLoginsWithin(long limit) {
        return lostSessions().atMost(limit).with(". Limit " + Words.count(limit));
    }

    Measure reLogins() {
        return lostSessions().some();
    }

    Measure requestsOverLimitWithin(long limit) {
        return callsOverLimit().atMost(limit).with(". Limit " + Words.count(limit));
    }

    Measure requestsOverLimit() {
        return callsOverLimit().some();
    }

    Measure staleProfilesWithin(Duration limit) {
        List<RoleFinding.OfProfiles> profiles = of(RoleFinding.OfProfiles.class);
        Duration worst = profiles.stream()
                .map(RoleFinding.OfProfiles::worstBehind)
                .reduce(Duration.ZERO, (a, b) -> a.compareTo(b) >= 0 ? a : b);
        String words = profiles.stream()
                .map(p -> Words.count(p.stale().total()) + " of " + Words.count(p.reads()) + " profiles shown by "
                        + p.client() + " were stale (" + p.stale().words() + "), by "
                        + Words.seconds(p.worstBehind()) + " at most")
                .collect(Collectors.joining("; "));
        if (profiles.isEmpty()) {
            return Measure.unknown("no client has the role profile-cache");
        }
        if (profiles.stream().allMatch(p -> p.readsAfterFault() == 0)) {
            return Measure.unknown(words + ", but nothing was read after the fault");
        }
        String[] first = profiles.stream()
                .flatMap(p -> p.firstStale().stream())
                .limit(3)
                .map(f -> "First: " + f)
                .toArray(String[]::new);
        String said = words + ". Limit " + Words.seconds(limit);
        return worst.compareTo(limit) <= 0 ? Measure.held(said, first) : Measure.violated(said, first);
    }

    Measure servedAtLeast(double percent) {
        return all().stream()
                .map(f -> servedAtLeast(f, percent))
                .reduce(Measure::and)
                .orElseGet(() -> Measure.unknown("no client has a role"));
    }

    private static Measure servedAtLeast(RoleFinding finding, double percent) {
        Service service = finding.service();
        String words = Words.count(service.served().total()) + " of " + Words.count(service.requests(), "request")
                + " of " + finding.client() + " were served ("
                + service.served().words() + "), "
                + Words.percent(service.share()) + "; " + Words.count(service.failed())
                + " failed, " + Words.count(service.indeterminate()) + " had an uncertain end. Limit "
                + Words.percent(percent);
        if (service.requests() == 0) {
            return Measure.unknown(finding.client() + " asked for nothing");
        }
        return service.share() >= percent
                ? Measure.held(words)
                : Measure.violated(
                        words,
                        service.firstUnserved().stream().map(f -> "First: " + f).toList());
    }
}
