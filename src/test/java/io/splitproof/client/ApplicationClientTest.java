package io.splitproof.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.splitproof.deployment.FakeDeployment;
import io.splitproof.history.Action;
import io.splitproof.history.Clock;
import io.splitproof.history.OperationKind;
import io.splitproof.history.Outcome;
import io.splitproof.history.Outcome.Decision;
import io.splitproof.history.Outcome.Served;
import io.splitproof.history.Outcome.Source;
import io.splitproof.history.RealTime;
import io.splitproof.scenario.ScenarioBuilder;
import io.splitproof.topology.Topology;
import io.splitproof.workload.Application;
import io.splitproof.workload.ClientSpec;
import io.splitproof.workload.Operation;
import io.splitproof.workload.Role;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An application on a Redis that keeps strings until a test makes it fail, and on a database in memory. */
class ApplicationClientTest {
    private static final ClientResources RESOURCES = DefaultClientResources.create();
    private static final Topology TOPOLOGY = ScenarioBuilder.named("application")
            .box("box-1", "redis-1", "sentinel-1")
            .writer("web", 100)
            .build()
            .topology();
    private static final Duration TTL = Duration.ofSeconds(60);
    private static final Role SESSIONS = new Role.Sessions(1, TTL);
    private static final Role TOKENS = new Role.TokenBlacklist(TTL);
    private static final Role PROFILES = new Role.ProfileCache(1, TTL);
    private static final Role CALLS = new Role.RateLimit(1, 2, TTL);
    private static final String LOADING = "-LOADING Redis is loading the dataset in memory";

    private final Map<String, String> kept = new ConcurrentHashMap<>();
    private volatile String failure = "";
    private final FakeRedis redis = new FakeRedis(this::answer);
    private final FakeDeployment fake = new FakeDeployment(TOPOLOGY, (box, port) -> redis.port());
    private final FakeDatabase database = new FakeDatabase();
    private @Nullable Client client;

    private String answer(List<String> command) {
        if (!failure.isEmpty()) {
            return failure;
        }
        String key = command.get(1);
        return switch (command.get(0)) {
            case "SET" -> {
                kept.put(key, command.get(2));
                yield "+OK";
            }
            case "GET" -> kept.containsKey(key) ? "$1\r\n" + kept.get(key) : "$-1";
            case "DEL" -> kept.remove(key) == null ? ":0" : ":1";
            case "EVAL" -> ":" + kept.merge(command.get(3), "1", (n, one) -> "" + (Long.parseLong(n) + 1));
            default -> "-ERR unexpected " + command;
        };
    }

    private static final class RealClock implements Clock {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public RealTime real(Duration scenario) {
            return new RealTime(scenario);
        }
    }

    private Outcome perform(Role role, Operation operation) {
        return perform(new Application(role, "postgres-1", false, false), operation);
    }

    private Outcome perform(Application application, Operation operation) {
        var spec = ClientSpec.of("web", application, 100, List.of(), "redis-1", Duration.ofSeconds(2));
        var clock = new RealClock();
        if (client == null) {
            var carrier = Carrier.of(spec, fake.start(), RESOURCES, fake.secret(), clock, event -> {});
            client = new ApplicationClient(
                    application, carrier, application.database() == null ? null : database, clock);
        }
        return client.perform(operation);
    }

    private static Operation request(Action action) {
        return Operation.request(action, "k");
    }

    private static Outcome redis(Decision decision, @Nullable Long value, String said) {
        return new Served(decision, Source.REDIS, value, said, null, "redis-1");
    }

    private static Outcome database(Decision decision, @Nullable Long value, String redis, String said) {
        return new Served(decision, Source.DATABASE, value, redis, said, "postgres-1");
    }

    @AfterEach
    void close() throws IOException {
        if (client != null) {
            client.close();
        }
        redis.close();
        fake.close();
    }

    @AfterAll
    static void endThreads() {
        RESOURCES.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void aSessionLivesInRedisWithItsTimeToLive() {
        assertThat(perform(SESSIONS, request(Action.LOG_IN))).isEqualTo(redis(Decision.DONE, null, "ok"));
        assertThat(redis.commands()).contains("SET k 1 PX 60000");
        assertThat(perform(SESSIONS, request(Action.CHECK_SESSION))).isEqualTo(redis(Decision.ADMITTED, null, "hit"));
        assertThat(perform(SESSIONS, request(Action.LOG_OUT))).isEqualTo(redis(Decision.DONE, null, "ok"));
        assertThat(perform(SESSIONS, request(Action.CHECK_SESSION))).isEqualTo(redis(Decision.REFUSED, null, "miss"));
    }

    @Test
    void theDatabaseIsAskedWhenRedisFailsAndNotWhenItSaysNo() {
        perform(SESSIONS, request(Action.LOG_IN));
        failure = LOADING;
        assertThat(perform(SESSIONS, request(Action.CHECK_SESSION)))
                .isEqualTo(database(Decision.REFUSED, null, "LOADING", "miss"));
        assertThat(perform(SESSIONS, request(Action.LOG_IN))).isEqualTo(database(Decision.DONE, null, "LOADING", "ok"));
        assertThat(perform(SESSIONS, request(Action.CHECK_SESSION)))
                .isEqualTo(database(Decision.ADMITTED, null, "LOADING", "hit"));
    }

    @Test
    void aSessionMadeWhileRedisFailedIsUnknownToRedisAfterwards() {
        failure = LOADING;
        perform(SESSIONS, request(Action.LOG_IN));
        failure = "";
        assertThat(perform(SESSIONS, request(Action.CHECK_SESSION))).isEqualTo(redis(Decision.REFUSED, null, "miss"));
    }

    @Test
    void whatIsDurableIsInTheDatabaseBeforeItIsInRedis() {
        var durable = new Application(TOKENS, "postgres-1", true, false);
        assertThat(perform(durable, request(Action.REVOKE_TOKEN)))
                .isEqualTo(new Served(Decision.DONE, Source.REDIS, null, "ok", "ok", "redis-1"));
        failure = LOADING;
        assertThat(perform(durable, request(Action.CHECK_TOKEN)))
                .isEqualTo(database(Decision.REFUSED, null, "LOADING", "hit"));
        database.error = new Outcome.Fail("no database: 08001", null);
        failure = "";
        assertThat(perform(durable, request(Action.REVOKE_TOKEN)))
                .isEqualTo(new Outcome.Fail("database: no database: 08001", null));
    }

    @Test
    void aTokenThatOnlyRedisKnewIsAcceptedByTheDatabase() {
        perform(TOKENS, request(Action.REVOKE_TOKEN));
        assertThat(perform(TOKENS, request(Action.CHECK_TOKEN))).isEqualTo(redis(Decision.REFUSED, null, "hit"));
        failure = LOADING;
        assertThat(perform(TOKENS, request(Action.CHECK_TOKEN)))
                .isEqualTo(database(Decision.ADMITTED, null, "LOADING", "miss"));
    }

    @Test
    void withoutADatabaseAnErrorIsTheUsers() {
        var alone = new Application(SESSIONS, null, false, false);
        failure = LOADING;
        assertThat(perform(alone, request(Action.CHECK_SESSION))).isEqualTo(new Outcome.Fail("Redis: LOADING", null));
    }

    @Test
    void inAnEmergencyWhatNobodyCanCheckIsLetThrough() {
        var lax = new Application(SESSIONS, "postgres-1", false, true);
        failure = LOADING;
        assertThat(perform(lax, request(Action.CHECK_SESSION)))
                .isEqualTo(new Served(Decision.ADMITTED, Source.SKIPPED, null, "LOADING", "miss", null));
        database.error = new Outcome.Fail("no database: 08001", null);
        assertThat(perform(lax, request(Action.CHECK_SESSION)))
                .isEqualTo(new Served(Decision.ADMITTED, Source.SKIPPED, null, "LOADING", "no database: 08001", null));
    }

    @Test
    void inAnEmergencyADurableDatabaseIsStillBelieved() {
        var lax = new Application(SESSIONS, "postgres-1", true, true);
        failure = LOADING;
        assertThat(perform(lax, request(Action.CHECK_SESSION)))
                .isEqualTo(database(Decision.REFUSED, null, "LOADING", "miss"));
    }

    @Test
    void aChangeThatNobodyTookIsUncertainIfOneOfThemMayHave() {
        failure = FakeRedis.HANG_UP;
        database.error = new Outcome.Fail("no database: 08001", null);
        assertThat(perform(SESSIONS, request(Action.LOG_IN))).isInstanceOf(Outcome.Info.class);
        assertThat(perform(SESSIONS, request(Action.CHECK_SESSION))).isInstanceOf(Outcome.Fail.class);
    }

    @Test
    void aProfileIsCopiedOnAMissAndItsCopyDroppedOnAChange() {
        var change = new Operation(OperationKind.REQUEST, "k", 5L, Action.CHANGE_PROFILE);
        assertThat(perform(PROFILES, request(Action.READ_PROFILE)))
                .isEqualTo(database(Decision.DONE, 0L, "miss", "miss"));
        assertThat(perform(PROFILES, request(Action.READ_PROFILE))).isEqualTo(redis(Decision.DONE, 0L, "hit"));
        assertThat(perform(PROFILES, change)).isEqualTo(database(Decision.DONE, 5L, "ok", "ok"));
        assertThat(perform(PROFILES, request(Action.READ_PROFILE)))
                .isEqualTo(database(Decision.DONE, 5L, "miss", "hit"));
    }

    @Test
    void aCopyThatCannotBeDroppedIsShownAgain() {
        perform(PROFILES, request(Action.READ_PROFILE));
        failure = LOADING;
        assertThat(perform(PROFILES, new Operation(OperationKind.REQUEST, "k", 5L, Action.CHANGE_PROFILE)))
                .isEqualTo(database(Decision.DONE, 5L, "LOADING", "ok"));
        failure = "";
        assertThat(perform(PROFILES, request(Action.READ_PROFILE))).isEqualTo(redis(Decision.DONE, 0L, "hit"));
    }

    @Test
    void theCallAfterTheLimitIsRefusedAndTheDatabaseCountsAnew() {
        assertThat(perform(CALLS, request(Action.CALL))).isEqualTo(redis(Decision.ADMITTED, 1L, "ok"));
        assertThat(perform(CALLS, request(Action.CALL))).isEqualTo(redis(Decision.ADMITTED, 2L, "ok"));
        assertThat(perform(CALLS, request(Action.CALL))).isEqualTo(redis(Decision.REFUSED, 3L, "ok"));
        failure = LOADING;
        assertThat(perform(CALLS, request(Action.CALL))).isEqualTo(database(Decision.ADMITTED, 1L, "LOADING", "ok"));
    }
}
