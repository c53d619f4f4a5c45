package io.splitproof.report;

import static io.splitproof.checker.Words.count;
import static io.splitproof.checker.Words.percent;
import static io.splitproof.checker.Words.seconds;

import io.splitproof.checker.Finding;
import io.splitproof.checker.Findings;
import io.splitproof.checker.RoleFinding;
import io.splitproof.checker.RoleFinding.OfCalls;
import io.splitproof.checker.RoleFinding.OfProfiles;
import io.splitproof.checker.RoleFinding.OfSessions;
import io.splitproof.checker.RoleFinding.OfTokens;
import io.splitproof.checker.Service;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** Tables of what applications gave their users, one for each role, and the same in sentences. */
public final class RoleTables {
    /** The columns of {@link #services}. */
    public static final String SERVICES =
            "client|requests|served from Redis|from the database|without a check|failed|uncertain end|served";

    private RoleTables() {}

    /**
     * The table of one role.
     *
     * @param columns their names, with a bar between two
     */
    public record RoleTable(String id, String title, String columns, List<List<String>> rows) {
        List<String> heads() {
            return List.of(columns.split("\\|", -1));
        }
    }

    private static List<RoleFinding> findings(Findings findings) {
        Finding<List<RoleFinding>> roles = findings.roles();
        return roles == null ? List.of() : roles.toOptional().orElse(List.of());
    }

    /** Where the requests of every client were served from. */
    public static List<List<String>> services(Findings findings) {
        return findings(findings).stream()
                .map(f -> {
                    Service service = f.service();
                    return List.of(
                            f.client(),
                            count(service.requests()),
                            count(service.served().redis()),
                            count(service.served().database()),
                            count(service.served().skipped()),
                            count(service.failed()),
                            count(service.indeterminate()),
                            service.requests() == 0 ? Tables.DASH : percent(service.share()));
                })
                .toList();
    }

    /** Of each role that some client has. */
    public static List<RoleTable> all(Findings findings) {
        return Stream.of(
                        table(
                                findings,
                                OfSessions.class,
                                "Sessions",
                                "client|log-ins|checks of good sessions|lost: their users logged in again"
                                        + "|checks of ended sessions after the fault|ended sessions let through",
                                RoleTables::sessions),
                        table(
                                findings,
                                OfTokens.class,
                                "Token blacklist",
                                "client|revocations acknowledged|checks of revoked tokens after the fault"
                                        + "|revoked tokens accepted|how many tokens|good tokens refused",
                                RoleTables::tokens),
                        table(
                                findings,
                                OfProfiles.class,
                                "Profile cache",
                                "client|profiles shown|changes|stale|behind, at most",
                                RoleTables::profiles),
                        table(
                                findings,
                                OfCalls.class,
                                "Rate limit",
                                "client|limit|windows of users|with as many calls or more|let through|refused"
                                        + "|let through over the limit",
                                RoleTables::calls))
                .filter(t -> !t.rows().isEmpty())
                .toList();
    }

    private static <F extends RoleFinding> RoleTable table(
            Findings findings, Class<F> kind, String title, String columns, Function<F, List<String>> row) {
        List<List<String>> rows = findings(findings).stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .map(row)
                .toList();
        return new RoleTable(title.toLowerCase(Locale.ROOT).replace(' ', '-'), title, columns, rows);
    }

    private static List<String> sessions(OfSessions sessions) {
        return List.of(
                sessions.client(),
                count(sessions.logIns()),
                count(sessions.checks()),
                sessions.lost().words(),
                count(sessions.endedTried()),
                sessions.endedAccepted().words());
    }

    private static List<String> tokens(OfTokens tokens) {
        return List.of(
                tokens.client(),
                count(tokens.revoked()),
                count(tokens.tried()),
                tokens.accepted().words(),
                count(tokens.tokens()),
                count(tokens.goodRefused()));
    }

    private static List<String> profiles(OfProfiles profiles) {
        return List.of(
                profiles.client(),
                count(profiles.reads()),
                count(profiles.changes()),
                profiles.stale().words(),
                seconds(profiles.worstBehind()));
    }

    private static List<String> calls(OfCalls calls) {
        return List.of(
                calls.client(),
                count(calls.limit()),
                count(calls.windows()),
                count(calls.full()),
                count(calls.admitted()),
                count(calls.refused()),
                calls.over().words());
    }

    /** One sentence for each client. */
    static List<String> sentences(Findings findings) {
        return findings(findings).stream().map(RoleTables::sentence).toList();
    }

    private static String sentence(RoleFinding finding) {
        Service service = finding.service();
        return "Of " + count(service.requests(), "request") + " of " + finding.client() + " "
                + count(service.served().total()) + " were served ("
                + service.served().words() + "), "
                + count(service.requests() - service.served().total()) + " not" + consequence(finding) + ".";
    }

    private static String consequence(RoleFinding finding) {
        if (finding instanceof OfSessions sessions) {
            return "; " + count(sessions.lost().total(), "session") + " lost, "
                    + count(sessions.endedAccepted().total(), "check") + " of ended sessions let through";
        } else if (finding instanceof OfTokens tokens) {
            return "; " + count(tokens.accepted().total(), "check") + " of " + count(tokens.tokens(), "revoked token")
                    + " let them through";
        } else if (finding instanceof OfProfiles profiles) {
            return "; " + count(profiles.stale().total()) + " shown profiles were stale";
        } else if (finding instanceof OfCalls calls) {
            return "; " + count(calls.over().total(), "call") + " over the limit let through";
        }
        throw new AssertionError("unhandled finding " + finding);
    }
}
