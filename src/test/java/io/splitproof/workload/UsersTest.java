package io.splitproof.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.splitproof.history.Action;
import io.splitproof.history.Outcome;
import io.splitproof.history.Outcome.Decision;
import io.splitproof.history.Outcome.Served;
import io.splitproof.history.Outcome.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What users of an application ask for, and what they make of its answers. */
class UsersTest {
    private static final Duration TTL = Duration.ofMinutes(30);
    private static final Outcome DONE = served(Decision.DONE);
    private static final Outcome ADMITTED = served(Decision.ADMITTED);
    private static final Outcome REFUSED = served(Decision.REFUSED);
    private static final Outcome UNCERTAIN = new Outcome.Info("timeout", null);

    private static Outcome served(Decision decision) {
        return new Served(decision, Source.REDIS, null, "ok", null, "redis-1");
    }

    static List<Role> roles() {
        return List.of(
                new Role.Sessions(3, TTL),
                new Role.TokenBlacklist(TTL),
                new Role.ProfileCache(3, TTL),
                new Role.RateLimit(3, 2, Duration.ofSeconds(1)));
    }

    private static Operations of(Role role) {
        var client =
                ClientSpec.of("web", new Application(role, "postgres-1", false, false), 50, List.of(), "redis-1", TTL);
        return new Workload(List.of(client), 7).operations(client);
    }

    /** Asks so often, answers as told, and tells what was asked for. */
    private static List<Operation> ask(Operations users, int times, Function<Operation, Outcome> answer) {
        var asked = new ArrayList<Operation>();
        for (int i = 0; i < times; i++) {
            Operation next = users.next(i * 100_000_000L);
            asked.add(next);
            users.ended(next, answer.apply(next));
        }
        return asked;
    }

    private static Outcome well(Operation operation) {
        return operation.action() == Action.CHECK_SESSION ? ADMITTED : DONE;
    }

    @ParameterizedTest
    @MethodSource("roles")
    void theSameSeedAndAnswersMakeTheSameRequests(Role role) {
        assertThat(ask(of(role), 300, UsersTest::well)).isEqualTo(ask(of(role), 300, UsersTest::well));
    }

    @ParameterizedTest
    @MethodSource("roles")
    void everyRoleIsDescribedAndHasItsWord(Role role) {
        assertThat(role.describe()).isNotBlank();
        assertThat(role.word()).matches("[a-z-]+");
    }

    @Test
    void whoIsRefusedLogsInAgainWithANewSession() {
        var users = of(new Role.Sessions(1, TTL));
        assertThat(ask(users, 1, o -> DONE)).containsExactly(Operation.request(Action.LOG_IN, "session:web:1:1"));
        List<Operation> refused = ask(users, 1, o -> REFUSED);
        assertThat(refused).containsExactly(Operation.request(Action.CHECK_SESSION, "session:web:1:1"));
        assertThat(ask(users, 1, o -> DONE)).containsExactly(Operation.request(Action.LOG_IN, "session:web:1:2"));
    }

    @Test
    void aLogInThatFailedIsTriedAgainWithAnotherSession() {
        assertThat(ask(of(new Role.Sessions(1, TTL)), 3, o -> UNCERTAIN))
                .extracting(Operation::key)
                .containsExactly("session:web:1:1", "session:web:1:2", "session:web:1:3");
    }

    @Test
    void sessionsAreTriedAgainAfterTheirEndAndOnlyIfThatIsCertain() {
        var ended = new HashSet<String>();
        var triedAfter = new HashSet<String>();
        ask(of(new Role.Sessions(3, TTL)), 600, o -> {
            if (o.action() == Action.LOG_OUT) {
                boolean certain = ended.size() % 2 == 0;
                ended.add(o.key() + (certain ? "" : " perhaps"));
                return certain ? DONE : UNCERTAIN;
            }
            if (o.action() == Action.CHECK_SESSION
                    && (ended.contains(o.key()) || ended.contains(o.key() + " perhaps"))) {
                triedAfter.add(o.key());
                return REFUSED;
            }
            return well(o);
        });
        assertThat(triedAfter).isNotEmpty().allSatisfy(key -> assertThat(ended).contains(key));
    }

    @Test
    void revokedTokensAreTriedAndThoseOfWhichNothingIsCertainAreNot() {
        var revoked = new HashSet<String>();
        List<Operation> asked = ask(of(new Role.TokenBlacklist(TTL)), 400, o -> {
            boolean certain = o.action() == Action.REVOKE_TOKEN && revoked.size() < 20;
            if (certain) {
                revoked.add(o.key());
            }
            return certain || o.action() == Action.CHECK_TOKEN ? DONE : UNCERTAIN;
        });
        var seen = new HashSet<String>();
        assertThat(asked)
                .allSatisfy(o -> assertThat(seen.add(o.key()) || revoked.contains(o.key()))
                        .isTrue());
        assertThat(asked.stream().filter(o -> o.action() == Action.CHECK_TOKEN && revoked.contains(o.key())))
                .hasSizeGreaterThan(100);
    }

    @Test
    void changesOfProfilesHaveIncreasingVersions() {
        assertThat(ask(of(new Role.ProfileCache(3, TTL)), 200, o -> DONE))
                .filteredOn(o -> o.action() == Action.CHANGE_PROFILE)
                .hasSizeGreaterThan(10)
                .extracting(Operation::value)
                .doesNotContainNull()
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void theKeyOfACallNamesItsUserAndItsWindow() {
        assertThat(ask(of(new Role.RateLimit(1, 2, Duration.ofSeconds(1))), 12, o -> ADMITTED))
                .extracting(Operation::key)
                .startsWith("calls:web:1:0")
                .endsWith("calls:web:1:1")
                .contains("calls:web:1:0", "calls:web:1:1");
    }

    @Test
    void whatIsToBeDurableNeedsADatabase() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Application(new Role.TokenBlacklist(TTL), null, true, false))
                .withMessageContaining("without a database");
    }
}
