package io.splitproof.probe;

import io.splitproof.history.Clock;
import io.splitproof.history.Event.NodeLate;
import io.splitproof.history.Journal;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How late one node answers, on a connection that is open: it, the way to it, or the harness was not running.
 *
 * <p>A node that gives no answer at all is late from its first question without one to the next answer. Opening a
 * connection takes longer and says nothing. One thread asks.
 */
final class Lateness {
    /** Scenario time that an answer may take; what takes longer disturbs what is measured. */
    private static final long LATE_NANOS = 100_000_000L;

    /** How a question to a node can end. */
    enum Ending {
        ANSWERED,
        /** There was a connection, and no answer came. */
        SILENT,
        UNREACHABLE
    }

    private final String node;
    private final Clock clock;
    private final Journal journal;
    private boolean open;
    private @Nullable Long silentSince;

    Lateness(String node, Clock clock, Journal journal) {
        this.node = node;
        this.clock = clock;
        this.journal = journal;
    }

    /** Asks, and records an answer that came late. */
    void measure(Supplier<Ending> question) {
        long sent = clock.nanos();
        Ending ending = question.get();
        long since = silentSince == null ? sent : silentSince;
        if (ending == Ending.SILENT) {
            silentSince = since;
        } else {
            note(ending, since);
            silentSince = null;
        }
        open = ending == Ending.ANSWERED;
    }

    private void note(Ending ending, long since) {
        long now = clock.nanos();
        boolean counts = ending == Ending.ANSWERED && (open || silentSince != null);
        if (counts && now - since > LATE_NANOS) {
            journal.append(new NodeLate(now, node, now - since));
        }
    }
}
