package io.splitproof.client;

import io.splitproof.deployment.Deployment;
import io.splitproof.deployment.Secret;
import io.splitproof.history.Clock;
import io.splitproof.history.Outcome;
import io.splitproof.workload.Application;
import io.splitproof.workload.ClientSpec;
import org.jspecify.annotations.Nullable;

/**
 * Where an application keeps what must last, and what it asks while Redis fails: rows with a key, a number and the moment
 * at which they expire, in scenario time, since a database's own clock may not be the run's.
 *
 * <p>Nothing here throws; an answer is ok with the number, or what its error means. Used by one thread.
 */
interface Database extends AutoCloseable {
    /** A moment that never comes: a row for good. */
    long NEVER = Long.MAX_VALUE;

    /** Makes a row, or replaces it. */
    Outcome put(String key, long number, long expiresNanos);

    /** The number of a row; null if there is none, or it has expired by {@code nowNanos}. */
    Outcome find(String key, long nowNanos);

    Outcome remove(String key);

    /** Adds one to a row's number, which begins at zero, and tells the sum. */
    Outcome increment(String key, long expiresNanos);

    @Override
    void close();

    /** The database that an application has; null for none. */
    static @Nullable Database of(
            ClientSpec spec, Application application, Deployment deployment, Secret secret, Clock clock) {
        String node = application.database();
        if (node == null) {
            return null;
        }
        var at = deployment.fromClientBox(spec.name(), deployment.topology().node(node));
        return new Postgres(node, at, secret, spec.timeout(), clock);
    }
}
