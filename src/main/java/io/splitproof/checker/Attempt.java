package io.splitproof.checker;

import io.splitproof.history.Event.Completed;
import io.splitproof.history.Event.Invoked;
import io.splitproof.history.OperationKind;
import io.splitproof.history.Outcome;
import io.splitproof.history.Outcome.Served;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One operation from its invocation to its end. Without an end it was open when the run ended: indeterminate. */
record Attempt(Invoked invoked, @Nullable Completed completed) {
    String client() {
        return invoked.client();
    }

    long startNanos() {
        return invoked.atNanos();
    }

    /** When it ended; the end of time if it never did. */
    long endNanos() {
        return completed == null ? Long.MAX_VALUE : completed.atNanos();
    }

    boolean isWrite() {
        return invoked.kind() == OperationKind.WRITE;
    }

    boolean isRead() {
        return invoked.kind() == OperationKind.READ;
    }

    /** True if it took effect or, of a request, if its user got an answer. */
    boolean ok() {
        return completed != null
                && (completed.outcome() instanceof Outcome.Ok || completed.outcome() instanceof Served);
    }

    /** The answer to a request; null if it is none or got none. */
    @Nullable
    Served served() {
        return completed != null && completed.outcome() instanceof Served served ? served : null;
    }

    boolean rejected() {
        return completed != null && completed.outcome() instanceof Outcome.Fail;
    }

    /** The sequence number or version that it wrote, or 0. */
    long value() {
        Long value = invoked.value();
        return value == null ? 0 : value;
    }

    /** The sequence number a successful read saw, or 0 for nothing there. */
    long seen() {
        if (completed != null && completed.outcome() instanceof Outcome.Ok ok) {
            Long value = ok.value();
            return value == null ? 0 : value;
        }
        return 0;
    }

    Optional<String> node() {
        return completed == null
                ? Optional.empty()
                : Optional.ofNullable(completed.outcome().node());
    }
}
