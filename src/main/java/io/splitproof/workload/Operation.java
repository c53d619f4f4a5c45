package io.splitproof.workload;

import io.splitproof.history.OperationKind;
import org.jspecify.annotations.Nullable;

/**
 * One request of a client.
 *
 * @param key the ledger it touches
 * @param value sequence number of a write; null for a read
 */
public record Operation(
        OperationKind kind, String key, @Nullable Long value) {}
