package io.splitproof.checker;

import io.splitproof.history.Event.ClientConnected;
import io.splitproof.history.Event.ClientDisconnected;
import java.util.Optional;

/**
 * Writers that went elsewhere than a forecast supposes: they left the old primary of their own accord, or went back to
 * it. Their bounds say how long they can write to it if they stay; who
 * looks for the primary anew after a time-out finds the new one, once its Sentinels know that.
 */
final class Departures {
    private Departures() {}

    /** The first that left between a moment and the old primary's first refusal, in words; empty if nobody did. */
    static Optional<String> after(long nanos, EpisodeFinding finding, Evidence evidence) {
        String old = finding.failover().primary();
        long until = refused(finding);
        return evidence.history()
                .of(ClientDisconnected.class)
                .filter(d -> d.atNanos() >= nanos && d.atNanos() < until)
                .filter(d -> old.equals(d.node()) && finding.oldSide().contains(d.client()))
                .findFirst()
                .map(d -> d.client() + " left " + old + " by itself at " + Words.moment(d.atNanos()) + " (" + d.reason()
                        + "), so that nobody tried how long it would have taken its writes");
    }

    /**
     * The first of the other side that went to the old primary between the fault and that one's first refusal, in
     * words: after an early heal its Sentinels may still name the old one. What it wrote then went to no other node.
     */
    static Optional<String> toOldPrimary(EpisodeFinding finding, Evidence evidence) {
        String old = finding.failover().primary();
        long until = refused(finding);
        return evidence.history()
                .of(ClientConnected.class)
                .filter(c -> c.atNanos() >= finding.episode().atNanos() && c.atNanos() < until)
                .filter(c -> old.equals(c.node()) && !finding.oldSide().contains(c.client()))
                .findFirst()
                .map(c -> c.client() + " went back to " + old + " at " + Words.moment(c.atNanos())
                        + ", so that it did not write to another node meanwhile");
    }

    private static long refused(EpisodeFinding finding) {
        Rejoin rejoin = finding.failover().rejoin();
        return rejoin == null || rejoin.readOnly() == null ? finding.episode().loadEndNanos() : rejoin.readOnly();
    }
}
