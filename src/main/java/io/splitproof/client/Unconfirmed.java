package io.splitproof.client;

import org.jspecify.annotations.Nullable;

/**
 * A write was executed, and what its client waits for did not come: too few had it in time, or WAIT itself failed.
 *
 * <p>The write is in the primary's memory and on its way to every replica. It may survive a failover or not, and nobody
 * takes it back: it is indeterminate.
 */
final class Unconfirmed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param cause null if there was an answer and it was too small a number */
    Unconfirmed(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }

    /** True if there was no number at all, so that nothing speaks for the connection either. */
    boolean unanswered() {
        return getCause() != null;
    }
}
