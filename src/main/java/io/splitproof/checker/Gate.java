package io.splitproof.checker;

import io.splitproof.history.Event.WriteProbed;
import io.splitproof.history.WriteAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the old primary was seen to stop for want of replicas.
 *
 * @param node the primary when the fault took effect
 * @param closed when the write probe first got NOREPLICAS from it: after the first and not later than the second
 *     moment; null if it never did
 * @param reopened first acknowledgement after that; null if none
 */
public record Gate(
        String node, @Nullable Interval closed, @Nullable Long reopened) {
    static Gate of(Evidence evidence, Episode episode, String primary) {
        List<WriteProbed> probes = evidence.history()
                .of(WriteProbed.class)
                .filter(p -> p.node().equals(primary) && episode.contains(p.atNanos()))
                .toList();
        Interval closed = null;
        Long reopened = null;
        for (WriteProbed probe : probes) {
            if (closed == null && probe.answer() == WriteAnswer.NOREPLICAS) {
                closed = new Interval(Math.min(probe.previousNanos(), probe.atNanos()), probe.atNanos());
            } else if (closed != null && reopened == null && probe.answer() == WriteAnswer.ACKNOWLEDGED) {
                reopened = probe.atNanos();
            }
        }
        return new Gate(primary, closed, reopened);
    }
}
