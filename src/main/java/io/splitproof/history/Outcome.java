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
}
