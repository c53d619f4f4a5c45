package io.splitproof.client;

import io.splitproof.deployment.HostPort;
import io.splitproof.deployment.Secret;
import io.splitproof.history.Clock;
import io.splitproof.history.Outcome;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL database through its own driver (pgJDBC): one connection, one statement at a time, each its own transaction.
 *
 * <p>An error that the server gives for a statement undoes it. A connection that cannot be opened has carried nothing.
 * One that breaks, or is silent, leaves it open whether the statement was committed.
 */
final class Postgres implements Database {
    private static final String PUT = "INSERT INTO entries (key, number, expires) VALUES (?, ?, ?)"
            + " ON CONFLICT (key) DO UPDATE SET number = excluded.number, expires = excluded.expires";

    private static final String FIND = "SELECT number FROM entries WHERE key = ? AND expires > ?";
    private static final String REMOVE = "DELETE FROM entries WHERE key = ?";
    private static final String INCREMENT = "INSERT INTO entries (key, number, expires) VALUES (?, 1, ?)"
            + " ON CONFLICT (key) DO UPDATE SET number = entries.number + 1 RETURNING number";

    /** Scenario time between two attempts to connect, as for Redis. */
    private static final Duration BETWEEN_CONNECTS = Duration.ofMillis(100);
    /** The driver counts whole seconds; its own limit of a read then is the client's, to the millisecond. */
    private static final String LIMIT_SECONDS = "1";

    private final String node;
    private final Clock clock;
    private final int limitMillis;
    private final HostPort at;
    private final Secret secret;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private @Nullable Connection connection;
    private long nextConnectNanos = Long.MIN_VALUE;

    /**
     * @param node its name
     * @param at where the client's own proxy listens for it
     * @param timeout limit of a statement, in scenario time
     */
    Postgres(String node, HostPort at, Secret secret, Duration timeout, Clock clock) {
        this.node = node;
        this.clock = clock;
        this.limitMillis = Math.max(1, (int) clock.real(timeout).span().toMillis());
        this.at = at;
        this.secret = secret;
    }

    /** Connects with the run's password, and gives up after a second of real time. */
    static Connection connect(HostPort at, Secret secret) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", "postgres");
        properties.setProperty("password", secret.reveal());
        properties.setProperty("connectTimeout", LIMIT_SECONDS);
        properties.setProperty("socketTimeout", LIMIT_SECONDS);
        properties.setProperty("sslmode", "disable");
        return DriverManager.getConnection("jdbc:postgresql://" + at + "/postgres", properties);
    }

    @Override
    public Outcome put(String key, long number, long expiresNanos) {
        return run(PUT, key, number, expiresNanos);
    }

    @Override
    public Outcome find(String key, long nowNanos) {
        return run(FIND, key, nowNanos);
    }

    @Override
    public Outcome remove(String key) {
        return run(REMOVE, key);
    }

    @Override
    public Outcome increment(String key, long expiresNanos) {
        return run(INCREMENT, key, expiresNanos);
    }

    private Outcome run(String sql, String key, long... numbers) {
        boolean sent = false;
        try {
            PreparedStatement statement = prepared(open(), sql);
            statement.setString(1, key);
            for (int i = 0; i < numbers.length; i++) {
                statement.setLong(i + 2, numbers[i]);
            }
            sent = true;
            return new Outcome.Ok(answer(statement), node);
        } catch (SQLException e) {
            return failed(e, sent);
        }
    }

    private static @Nullable Long answer(PreparedStatement statement) throws SQLException {
        if (!statement.execute()) {
            return null;
        }
        try (ResultSet rows = statement.getResultSet()) {
            return rows.next() ? (Long) rows.getLong(1) : null;
        }
    }

    private Outcome failed(SQLException e, boolean sent) {
        String at = connection == null ? null : node;
        String state = String.valueOf(e.getSQLState());
        boolean refused = isUndone(state);
        if (!refused) {
            drop();
        }
        String error = sent ? "sql " + state : "no database: " + state;
        return sent && !refused ? new Outcome.Info(error, at) : new Outcome.Fail(error, at);
    }

    /** True of an error of a statement, which is rolled back; class 08 is a connection's, 57 an operator's. */
    private static boolean isUndone(String state) {
        return state.length() == 5 && !state.startsWith("08") && !state.startsWith("57");
    }

    private PreparedStatement prepared(Connection open, String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known == null) {
            known = open.prepareStatement(sql);
            statements.put(sql, known);
        }
        return known;
    }

    private Connection open() throws SQLException {
        Connection current = connection;
        if (current != null) {
            return current;
        }
        long now = clock.nanos();
        if (now < nextConnectNanos) {
            throw new SQLException("between two attempts to connect", "08001");
        }
        nextConnectNanos = now + BETWEEN_CONNECTS.toNanos();
        Connection opened = connect(at, secret);
        opened.setNetworkTimeout(Runnable::run, limitMillis);
        connection = opened;
        return opened;
    }

    private void drop() {
        Connection dropped = connection;
        connection = null;
        statements.clear();
        if (dropped != null) {
            try {
                dropped.abort(Runnable::run);
            } catch (SQLException e) {
                // It leads nowhere already.
            }
        }
    }

    @Override
    public void close() {
        drop();
    }
}
