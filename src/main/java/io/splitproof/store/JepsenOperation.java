package io.splitproof.store;

import io.splitproof.history.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation as Jepsen writes it: a transaction of one append or one read, on one list.
 *
 * @param type invoke, ok, fail or info
 * @param process a logical thread; one that ended in info never appears again
 * @param key of the list
 * @param append the value that is appended; null for a read
 * @param read the whole list in its order; null for an append, and for a read that has not ended
 * @param client the client or, for a final read, the node that was read
 * @param node whose reply it is, if that is known
 * @param error why it is fail or info
 */
record JepsenOperation(
        String type,
        long process,
        long atNanos,
        String key,
        @Nullable Long append,
        @Nullable List<Range> read,
        String client,
        @Nullable String node,
        @Nullable String error) {
    /** The beginning of an operation that ended so. */
    JepsenOperation invocation(long at) {
        return new JepsenOperation("invoke", process, at, key, append, null, client, null, null);
    }
}
