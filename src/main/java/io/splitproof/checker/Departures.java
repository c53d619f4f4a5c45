package io.splitproof.checker;

import io.splitproof.forecast.Forecast;
import io.splitproof.history.Event.ClientDisconnected;
import java.util.List;
import java.util.Optional;

/**
 * Writers that left the old primary of their own accord. Their bounds say how long they can write to it if they stay; who
 * looks for the primary anew after a time-out finds the new one, once its Sentinels know that.
 */
final class Departures {
    private Departures() {}

    /** The first that left between a moment and the old primary's first refusal, in words; empty if nobody did. */
    static Optional<String> after(long nanos, EpisodeFinding finding, Evidence evidence) {
        String old = finding.failover().primary();
        List<String> writers =
                finding.forecast().toOptional().map(Forecast::oldSide).orElse(List.of());
        long until = refused(finding);
        return evidence.history()
                .of(ClientDisconnected.class)
                .filter(d -> d.atNanos() >= nanos && d.atNanos() < until)
                .filter(d -> old.equals(d.node()) && writers.contains(d.client()))
                .findFirst()
                .map(d -> d.client() + " left " + old + " by itself at " + Words.moment(d.atNanos()) + " (" + d.reason()
                        + "), so that nobody tried how long it would have taken its writes");
    }

    private static long refused(EpisodeFinding finding) {
        Rejoin rejoin = finding.failover().rejoin();
        return rejoin == null || rejoin.readOnly() == null ? finding.episode().loadEndNanos() : rejoin.readOnly();
    }
}
