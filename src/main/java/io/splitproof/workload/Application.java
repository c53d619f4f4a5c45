package io.splitproof.workload;

import org.jspecify.annotations.Nullable;

/**
 * An application that uses Redis, and what it does where Redis fails.
 *
 * <p>The database is asked when Redis fails, not when Redis says that something is not there: a session that Redis does
 * not know has ended, a token that it does not know is good. Only a cache asks the database after a miss.
 *
 * @param database the node that it falls back to; null for none
 * @param durable true if all that it writes to Redis is written to the database first; false if only what Redis does not
 *     take
 * @param skipsChecks true if it lets sessions and tokens through unchecked while nobody can check them
 */
public record Application(Role role, @Nullable String database, boolean durable, boolean skipsChecks) {
    public Application {
        if (durable && database == null) {
            throw new IllegalArgumentException("an application without a database writes nothing to it");
        }
    }

    /** In words, for a plan. */
    public String describe() {
        return role.describe()
                + (database == null
                        ? ""
                        : durable ? ", all of it in " + database + " too" : ", in " + database + " while Redis fails")
                + (skipsChecks ? "; it skips checks in an emergency" : "");
    }
}
