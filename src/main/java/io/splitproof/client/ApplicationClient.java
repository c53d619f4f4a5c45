package io.splitproof.client;

import io.splitproof.history.Action;
import io.splitproof.history.Clock;
import io.splitproof.history.Outcome;
import io.splitproof.history.Outcome.Decision;
import io.splitproof.history.Outcome.Served;
import io.splitproof.history.Outcome.Source;
import io.splitproof.workload.Application;
import io.splitproof.workload.Operation;
import io.splitproof.workload.Role;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An application that serves one request after another: from Redis or, where Redis fails, from its database.
 *
 * <p>What Redis says is believed, also that something is not there; {@link Application} has the rules. Redis fails where
 * its client meets an error, of whatever kind. What an application cannot tell its user is an error of the request, and
 * that is certain only if no store may have changed.
 */
final class ApplicationClient implements Client {
    private static final String OK = "ok";
    private static final String HIT = "hit";
    private static final String MISS = "miss";

    private final Application application;
    private final Carrier redis;
    private final @Nullable Database database;
    private final Clock clock;

    ApplicationClient(Application application, Carrier redis, @Nullable Database database, Clock clock) {
        this.application = application;
        this.redis = redis;
        this.database = database;
        this.clock = clock;
    }

    /** The one place that knows what each action does. */
    @Override
    public Outcome perform(Operation operation) {
        String key = operation.key();
        Action action = Objects.requireNonNull(operation.action());
        return switch (action) {
            case LOG_IN, REVOKE_TOKEN ->
                change(key, RedisEntries.put(key, 1, ttl()), d -> d.put(key, 1, clock.nanos() + ttl().toNanos()));
            case LOG_OUT -> change(key, RedisEntries.remove(key), d -> d.remove(key));
            case CHECK_SESSION -> check(key, Decision.ADMITTED, Decision.REFUSED);
            case CHECK_TOKEN -> check(key, Decision.REFUSED, Decision.ADMITTED);
            case READ_PROFILE -> readProfile(key);
            case CHANGE_PROFILE -> changeProfile(key, Objects.requireNonNull(operation.value()));
            case CALL -> call(key);
        };
    }

    private Duration ttl() {
        return application.role().ttl();
    }

    /** What the database is asked to do. */
    private interface Statement {
        Outcome run(Database database);
    }

    /** Writes to Redis, and to the database first or where Redis fails. */
    private Outcome change(String key, Carrier.Command command, Statement statement) {
        Outcome kept = application.durable() ? inDatabase(statement) : null;
        if (kept != null && !isOk(kept)) {
            return unserved(null, kept);
        }
        Outcome said = redis.carry(key, command);
        if (isOk(said)) {
            return new Served(Decision.DONE, Source.REDIS, null, OK, kept == null ? null : OK, said.node());
        }
        Outcome fallback = kept == null ? inDatabase(statement) : kept;
        return fallback != null && isOk(fallback)
                ? new Served(Decision.DONE, Source.DATABASE, null, error(said), OK, fallback.node())
                : unserved(said, fallback);
    }

    /** Looks an entry up; whether it is there decides. */
    private Outcome check(String key, Decision ifThere, Decision ifNot) {
        Outcome said = redis.carry(key, RedisEntries.find(key));
        if (said instanceof Outcome.Ok ok) {
            Decision decision = ok.value() == null ? ifNot : ifThere;
            return new Served(decision, Source.REDIS, null, found(ok), null, ok.node());
        }
        Outcome fallback = inDatabase(d -> d.find(key, clock.nanos()));
        if (fallback instanceof Outcome.Ok ok && (ok.value() != null || isDecisive())) {
            Decision decision = ok.value() == null ? ifNot : ifThere;
            return new Served(decision, Source.DATABASE, null, error(said), found(ok), ok.node());
        }
        return application.skipsChecks()
                ? new Served(Decision.ADMITTED, Source.SKIPPED, null, error(said), word(fallback), null)
                : unanswered(said, fallback);
    }

    /**
     * True if what the database does not have is not there. One that has only what Redis did not take says nothing of a
     * session that it does not know, and where checks are skipped in such a case, its word is not awaited.
     */
    private boolean isDecisive() {
        return application.durable() || !application.skipsChecks();
    }

    /** Cache-aside: the copy, or else the original, of which a copy is made. */
    private Outcome readProfile(String key) {
        Outcome said = redis.carry(key, RedisEntries.find(key));
        if (said instanceof Outcome.Ok ok && ok.value() != null) {
            return new Served(Decision.DONE, Source.REDIS, ok.value(), HIT, null, ok.node());
        }
        Outcome original = inDatabase(d -> d.find(key, clock.nanos()));
        if (!(original instanceof Outcome.Ok found)) {
            return unanswered(said, original);
        }
        long version = found.value() == null ? 0 : found.value();
        if (isOk(said)) {
            redis.carry(key, RedisEntries.put(key, version, ttl()));
        }
        return new Served(Decision.DONE, Source.DATABASE, version, word(said), found(found), found.node());
    }

    /** Changes the original, then drops the copy; a copy that cannot be dropped stays until it expires. */
    private Outcome changeProfile(String key, long version) {
        Outcome original = inDatabase(d -> d.put(key, version, Database.NEVER));
        if (original == null || !isOk(original)) {
            return unserved(null, original);
        }
        Outcome dropped = redis.carry(key, RedisEntries.remove(key));
        String said = isOk(dropped) ? OK : error(dropped);
        return new Served(Decision.DONE, Source.DATABASE, version, said, OK, original.node());
    }

    private Outcome call(String key) {
        Outcome said = redis.carry(key, RedisEntries.count(key, ttl()));
        if (said instanceof Outcome.Ok ok && ok.value() != null) {
            return new Served(limited(ok.value()), Source.REDIS, ok.value(), OK, null, ok.node());
        }
        Outcome fallback = inDatabase(d -> d.increment(key, clock.nanos() + ttl().toNanos()));
        return fallback instanceof Outcome.Ok ok && ok.value() != null
                ? new Served(limited(ok.value()), Source.DATABASE, ok.value(), error(said), OK, ok.node())
                : unserved(said, fallback);
    }

    private Decision limited(long calls) {
        long limit = application.role() instanceof Role.RateLimit role ? role.limit() : Long.MAX_VALUE;
        return calls <= limit ? Decision.ADMITTED : Decision.REFUSED;
    }

    private @Nullable Outcome inDatabase(Statement statement) {
        return database == null ? null : statement.run(database);
    }

    private static boolean isOk(Outcome outcome) {
        return outcome instanceof Outcome.Ok;
    }

    private static String found(Outcome.Ok ok) {
        return ok.value() == null ? MISS : HIT;
    }

    /** What came of a look-up, in a word; null if nobody was asked. */
    private static @Nullable String word(@Nullable Outcome outcome) {
        return outcome == null ? null : outcome instanceof Outcome.Ok ok ? found(ok) : error(outcome);
    }

    private static String error(Outcome outcome) {
        return outcome instanceof Outcome.Fail fail
                ? fail.error()
                : outcome instanceof Outcome.Info info ? info.error() : outcome.toString();
    }

    /** Nobody could answer, and nothing was to be changed. */
    private static Outcome unanswered(@Nullable Outcome redis, @Nullable Outcome database) {
        return new Outcome.Fail(errors(redis, database), null);
    }

    /** Nobody took a change; that it was not made is certain only if neither store may have it. */
    private static Outcome unserved(@Nullable Outcome redis, @Nullable Outcome database) {
        boolean certain = !(redis instanceof Outcome.Info) && !(database instanceof Outcome.Info);
        String errors = errors(redis, database);
        return certain ? new Outcome.Fail(errors, null) : new Outcome.Info(errors, null);
    }

    private static String errors(@Nullable Outcome redis, @Nullable Outcome database) {
        return Stream.of(
                        redis == null ? "" : "Redis: " + error(redis),
                        database == null ? "" : "database: " + error(database))
                .filter(e -> !e.isEmpty())
                .collect(Collectors.joining("; "));
    }

    @Override
    public void close(String reason) {
        redis.close(reason);
        if (database != null) {
            database.close();
        }
    }
}
