package io.splitproof.workload;

import io.splitproof.history.Action;
import io.splitproof.history.OperationKind;
import org.jspecify.annotations.Nullable;

/**
 * One request of a client.
 *
 * @param key the ledger it touches, or what a request is about, such as one session
 * @param value sequence number of a write, the version of a profile that is changed; null for all else
 * @param action what a request is for; null for reads and writes
 */
public record Operation(
        OperationKind kind,
        String key,
        @Nullable Long value,
        @Nullable Action action) {
    /** A read or a write. */
    public Operation(OperationKind kind, String key, @Nullable Long value) {
        this(kind, key, value, null);
    }

    /** A request of an application's user. */
    public static Operation request(Action action, String key) {
        return new Operation(OperationKind.REQUEST, key, null, action);
    }
}
