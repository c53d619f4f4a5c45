package io.splitproof.workload;

import io.splitproof.history.Outcome;

/** What one client asks for, one operation after another, without an end. Used by one thread. */
@FunctionalInterface
public interface Operations {
    /** The next one, at that moment of scenario time. */
    Operation next(long nanos);

    /** Tells how it ended, which a user acts on: who is refused logs in again. */
    default void ended(Operation operation, Outcome outcome) {}
}
