package io.splitproof.checker;

import static io.splitproof.checker.Answers.ADMITTED;
import static io.splitproof.checker.Answers.DONE;
import static io.splitproof.checker.Answers.FAILED;
import static io.splitproof.checker.Answers.REFUSED;
import static io.splitproof.checker.Answers.SKIPPED;
import static io.splitproof.checker.Answers.UNCERTAIN;
import static io.splitproof.checker.VerdictAssert.held;
import static io.splitproof.checker.VerdictAssert.unknown;
import static io.splitproof.checker.VerdictAssert.violated;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.Action;
import io.splitproof.history.Outcome;
import io.splitproof.history.Outcome.Decision;
import io.splitproof.workload.Role;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The primary crashes at 5.000; what each role's users were told before and after is written out. */
class RoleVerdictsTest {
    private static final Duration TTL = Duration.ofSeconds(20);
    private static final Objective NONE_REVOKED = new Objective.NoRevokedTokenAccepted();
    private static final Objective NO_RE_LOGIN = new Objective.ReLoginsWithin(0);
    private static final Objective NONE_ENDED = new Objective.NoEndedSessionAccepted();
    private static final Objective NONE_OVER = new Objective.RequestsOverLimitWithin(0);

    private static Story story(Role role) {
        return Story.crash().withApplication("web", role);
    }

    /** Tokens t1 and t2 are on the list before the crash. */
    private static Story tokens() {
        return story(new Role.TokenBlacklist(TTL))
                .request(Action.REVOKE_TOKEN, "web", "t1", null, 3, DONE)
                .request(Action.CHECK_TOKEN, "web", "t1", null, 3.1, REFUSED);
    }

    private static Story token(Story story, String key, double at, @Nullable Outcome outcome) {
        return story.request(Action.CHECK_TOKEN, "web", key, null, at, outcome);
    }

    @Test
    void aRevokedTokenThatStaysRefusedIsAsPromised() {
        held(token(tokens(), "t1", 9, REFUSED).verdict(NONE_REVOKED), "1 revocation acknowledged, 1 check of");
        violated(token(tokens(), "t1", 9, REFUSED).verdict(new Objective.RevokedTokensAccepted()));
    }

    @Test
    void aRevokedTokenThatIsAcceptedIsQuoted() {
        var story = token(token(tokens(), "t1", 9, ADMITTED), "t1", 9.5, SKIPPED);
        violated(
                story.verdict(NONE_REVOKED),
                "2 checks of 1 revoked token of web let them through (1 by Redis, 1 without a check)",
                "First: t1, revoked at 3.002 s by redis-1 (Redis said ok)",
                "was accepted at 9.002 s by redis-1 (Redis said hit)");
        held(story.verdict(new Objective.RevokedTokensAccepted()));
    }

    @Test
    void aRevocationThatWasNotAcknowledgedPromisesNothing() {
        for (Outcome unsure : List.of(UNCERTAIN, FAILED)) {
            var story = tokens().request(Action.REVOKE_TOKEN, "web", "t2", null, 6, unsure);
            held(token(token(story, "t1", 9, REFUSED), "t2", 9.1, ADMITTED).verdict(NONE_REVOKED));
        }
    }

    @Test
    void aTokenIsRevokedUntilItExpires() {
        var late = token(token(tokens(), "t1", 9, REFUSED), "t1", 3 + 19.998, ADMITTED);
        held(late.verdict(NONE_REVOKED));
        violated(token(tokens(), "t1", 3 + 19.997, ADMITTED).verdict(NONE_REVOKED));
    }

    @Test
    void revokedTokensThatNobodyTriedAfterTheFaultProveNothing() {
        unknown(tokens().verdict(NONE_REVOKED), "nothing was tried after the fault");
        unknown(tokens().verdict(new Objective.RevokedTokensAccepted()));
        unknown(Story.crash().verdict(NONE_REVOKED), "no client has the role token-blacklist");
    }

    @Test
    void goodTokensThatAreRefusedAreCounted() {
        var finding = (RoleFinding.OfTokens) only(token(tokens(), "t9", 9, REFUSED));
        assertThat(finding.goodRefused()).isEqualTo(1);
    }

    private static RoleFinding only(Story story) {
        return requireNonNull(story.judge().findings().roles()).get().get(0);
    }

    /** User one is logged in; user two has logged out. */
    private static Story sessions() {
        return story(new Role.Sessions(2, TTL))
                .request(Action.LOG_IN, "web", "s1", null, 3, DONE)
                .request(Action.LOG_IN, "web", "s2", null, 3.1, DONE)
                .request(Action.LOG_OUT, "web", "s2", null, 3.2, DONE);
    }

    private static Story session(Story story, String key, double at, @Nullable Outcome outcome) {
        return story.request(Action.CHECK_SESSION, "web", key, null, at, outcome);
    }

    @Test
    void aSessionThatIsRefusedIsLostAndWhoDidNotKnowItIsTold() {
        var story = session(session(sessions(), "s1", 9, REFUSED), "s1", 9.2, Answers.database(Decision.REFUSED, null));
        violated(
                story.verdict(NO_RE_LOGIN),
                "2 of 2 sessions of web were lost",
                "1 by Redis, 1 by the database",
                "First: s1, made at 3.002 s by redis-1 (Redis said ok) (operation",
                "was refused at 9.002 s by redis-1 (Redis said miss)");
        held(story.verdict(new Objective.ReLogins()));
        held(story.verdict(new Objective.ReLoginsWithin(2)), "Limit 2");
        violated(story.verdict(new Objective.ReLoginsWithin(1)));
    }

    @Test
    void aSessionThatExpiredOrWhoseEndWasAskedForIsNotLost() {
        held(session(session(sessions(), "s1", 9, ADMITTED), "s2", 9.1, REFUSED).verdict(NO_RE_LOGIN));
        held(session(session(sessions(), "s1", 9, ADMITTED), "s1", 23, REFUSED).verdict(NO_RE_LOGIN));
        var asked = sessions().request(Action.LOG_OUT, "web", "s1", null, 8, UNCERTAIN);
        held(session(session(asked, "s1", 9, REFUSED), "s1", 7, ADMITTED).verdict(NO_RE_LOGIN));
    }

    @Test
    void anErrorIsNeitherALostSessionNorOneThatIsKept() {
        unknown(session(sessions(), "s1", 9, FAILED).verdict(NO_RE_LOGIN));
        unknown(session(sessions(), "s1", 9, null).verdict(NO_RE_LOGIN));
        unknown(session(sessions(), "s2", 9, FAILED).verdict(NONE_ENDED));
        unknown(token(tokens(), "t1", 9, UNCERTAIN).verdict(NONE_REVOKED));
    }

    @Test
    void anEndedSessionThatIsLetThroughIsTold() {
        var story = session(session(sessions(), "s2", 9, SKIPPED), "s2", 9.1, REFUSED);
        violated(
                story.verdict(NONE_ENDED),
                "1 check of ended sessions",
                "First: s2, ended at 3.202 s",
                "without a check");
        held(story.verdict(new Objective.EndedSessionsAccepted()));
        held(session(sessions(), "s2", 9, REFUSED).verdict(NONE_ENDED));
        unknown(sessions().verdict(NONE_ENDED), "nothing was tried after the fault");
    }

    /** Two calls are allowed in a window. */
    private static Story calls(int inOneWindow, Decision... decisions) {
        var story = story(new Role.RateLimit(1, 2, Duration.ofSeconds(1)));
        for (int i = 0; i < inOneWindow; i++) {
            double at = 9 + i * 0.1;
            story.request(Action.CALL, "web", "calls:9", null, at, Answers.redis(decisions[i], i + 1L, "ok"));
        }
        return story.request(Action.CALL, "web", "calls:3", null, 3, Answers.redis(Decision.ADMITTED, 1L, "ok"));
    }

    @Test
    void callsOfOneUserInOneWindowAreCountedAgainstTheLimit() {
        held(
                calls(3, Decision.ADMITTED, Decision.ADMITTED, Decision.REFUSED).verdict(NONE_OVER),
                "1 of 2 windows had as many calls as are allowed");
        var over = calls(3, Decision.ADMITTED, Decision.ADMITTED, Decision.ADMITTED);
        violated(over.verdict(NONE_OVER), "First: call 3 of calls:9, where 2 are allowed", "as its call 3");
        held(over.verdict(new Objective.RequestsOverLimitWithin(1)));
        held(over.verdict(new Objective.RequestsOverLimit()));
        unknown(calls(1, Decision.ADMITTED).verdict(NONE_OVER), "nothing was tried");
    }

    /** Version 1 was acknowledged before the crash; a second change at 6 may have been made or not. */
    private static Story profiles(@Nullable Outcome second) {
        return story(new Role.ProfileCache(1, TTL))
                .request(Action.CHANGE_PROFILE, "web", "p1", 1L, 3, DONE)
                .request(Action.CHANGE_PROFILE, "web", "p1", 2L, 6, second);
    }

    private static Story shown(Story story, long version, double at) {
        return story.request(Action.READ_PROFILE, "web", "p1", null, at, Answers.redis(Decision.DONE, version, "hit"));
    }

    @Test
    void aProfileThatMissesAChangeIsStaleSinceThatChange() {
        var stale = new Objective.StaleProfilesWithin(Duration.ofMillis(2_998));
        var story = shown(profiles(DONE), 1, 9);
        held(story.verdict(stale), "1 of 1 profiles shown by web were stale (1 by Redis), by 2.998 s");
        violated(
                story.verdict(new Objective.StaleProfilesWithin(Duration.ofMillis(2_997))),
                "First: p1 was changed to version 2 at 6.002 s",
                "version 1 was shown at 9.002 s");
        held(shown(profiles(DONE), 2, 9).verdict(stale), "0 of 1");
        unknown(profiles(DONE).verdict(stale), "nothing was read after the fault");
    }

    @Test
    void aChangeThatWasNotAcknowledgedMayBeShownOrNot() {
        var never = new Objective.StaleProfilesWithin(Duration.ofMillis(1));
        held(shown(profiles(UNCERTAIN), 1, 9).verdict(never));
        held(shown(profiles(UNCERTAIN), 2, 9).verdict(never));
    }

    @Test
    void theShareThatWasServedIsComparedExactly() {
        var half = token(token(tokens(), "t1", 9, FAILED), "t1", 9.1, null);
        held(half.verdict(new Objective.ServedAtLeast(50)), "2 of 4 requests of web were served (2 by Redis), 50 %");
        violated(
                half.verdict(new Objective.ServedAtLeast(50.01)),
                "1 failed, 1 had an uncertain end",
                "First: check-token t1 at 9.000 s (operation",
                "ended with Redis: not connected");
        unknown(Story.crash().verdict(new Objective.ServedAtLeast(1)), "no client has a role");
    }

    static List<Objective> all() {
        return List.of(
                NONE_REVOKED,
                new Objective.RevokedTokensAccepted(),
                NONE_ENDED,
                new Objective.EndedSessionsAccepted(),
                NO_RE_LOGIN,
                new Objective.ReLogins(),
                NONE_OVER,
                new Objective.RequestsOverLimit(),
                new Objective.StaleProfilesWithin(TTL),
                new Objective.ServedAtLeast(99));
    }

    @ParameterizedTest
    @MethodSource("all")
    void anEmptyHistoryIsUnknown(Objective objective) {
        unknown(new Story().withApplication("web", new Role.TokenBlacklist(TTL)).verdict(objective));
    }

    /** Nothing was lost of nothing. */
    @Test
    void withoutAWriterNoLossIsUnknownAndNoReadIsMissing() {
        var judgement =
                token(tokens(), "t1", 9, REFUSED).withoutWriters().judge(new Objective.NoLostWrites(), NONE_REVOKED);
        assertThat(judgement.assumptions().failed()).isEmpty();
        unknown(judgement.verdicts().get(0), "no client writes a ledger");
        held(judgement.verdicts().get(1));
    }

    @Test
    void requestsAreNeitherReadsNorWrites() {
        var judgement = token(tokens(), "t1", 9, REFUSED).judge();
        assertThat(judgement.findings().reads().get()).isEmpty();
        assertThat(judgement.findings().writes().get().writers()).containsOnlyKeys("c1", "c2");
        assertThat(judgement.assumptions().failed()).isEmpty();
    }
}
