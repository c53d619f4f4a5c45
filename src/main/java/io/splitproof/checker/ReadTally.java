package io.splitproof.checker;

import java.time.Duration;

/** Counts the reads of one client on one node. */
final class ReadTally {
    private final String client;
    private final String node;
    private long reads;
    private long stale;
    private long worstWrites;
    private long worstBehind;
    private long worstAt;
    private long backward;
    private long ownUnseen;
    private long neverWritten;
    private String firstBackward = "";

    ReadTally(String client, String node) {
        this.client = client;
        this.node = node;
    }

    void count() {
        reads++;
    }

    void stale(long missed, long behind, long at, boolean own) {
        stale++;
        ownUnseen += own ? 1 : 0;
        worstWrites = Math.max(worstWrites, missed);
        if (behind > worstBehind) {
            worstBehind = behind;
            worstAt = at;
        }
    }

    void backward(Attempt read, long before) {
        if (backward++ == 0) {
            firstBackward =
                    client + " read " + read.seen() + " of " + read.invoked().key() + " from " + node + " at "
                            + Words.moment(read.endNanos()) + " after " + before + " (operation "
                            + read.invoked().op() + ")";
        }
    }

    void neverWritten() {
        neverWritten++;
    }

    ReadFinding finding() {
        return new ReadFinding(
                client,
                node,
                reads,
                stale,
                worstWrites,
                Duration.ofNanos(worstBehind),
                worstAt,
                backward,
                ownUnseen,
                neverWritten,
                firstBackward);
    }
}
