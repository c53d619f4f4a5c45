package io.splitproof.history;

import org.jspecify.annotations.Nullable;

/** How an operation ended, as far as its client can know. */
public sealed interface Outcome {
    /** The node whose connection carried the operation, or null if there was none or it cannot be told. */
    @Nullable
    String node();

    /**
     * The operation took effect.
     *
     * @param value for a read: the sequence number seen, or null for nothing there
     */
    record Ok(@Nullable Long value, @Nullable String node) implements Outcome {}

    /** The operation certainly took no effect. */
    record Fail(String error, @Nullable String node) implements Outcome {}

    /** The operation may or may not have taken effect, now or later. */
    record Info(String error, @Nullable String node) implements Outcome {}

    /**
     * An application gave its user an answer. Where it could give none, the request is a {@link Fail} or, if something
     * may have been changed, an {@link Info}.
     *
     * @param from who settled it
     * @param value the version of a profile that was shown, or how many calls were counted; null for nothing
     * @param redis what Redis said: {@code ok}, {@code hit}, {@code miss}, or an error; null if it was not asked
     * @param database what the database said, in the same words; null if it was not asked
     * @param node the node that settled it, Redis or database; null if none did, or it cannot be told
     */
    record Served(
            Decision decision,
            Source from,
            @Nullable Long value,
            @Nullable String redis,
            @Nullable String database,
            @Nullable String node)
            implements Outcome {
        public boolean admitted() {
            return decision == Decision.ADMITTED;
        }

        public boolean refused() {
            return decision == Decision.REFUSED;
        }
    }

    /** What an application told its user. */
    enum Decision {
        /** What was asked for is done, or shown. */
        DONE,
        /** Let through. */
        ADMITTED,
        /** Not let through. */
        REFUSED
    }

    /** Who settled a request. */
    enum Source {
        REDIS,
        DATABASE,
        /** Nobody: a rule for emergencies lets requests through unchecked. */
        SKIPPED
    }
}
