package io.splitproof.checker;

import io.splitproof.workload.ClientSpec;
import java.util.List;

/** Whether a client tried all the time: without trying, nothing that did not happen was avoided. */
final class Efforts {
    private Efforts() {}

    /** True if some of those writers tried throughout. */
    static boolean anyTried(List<ClientSpec> writers, Attempts attempts, Interval window) {
        return writers.stream().anyMatch(w -> tried(w, attempts, window));
    }

    /** True if no pause between two attempts exceeds a second, three intervals and three time limits together. */
    private static boolean tried(ClientSpec writer, Attempts attempts, Interval window) {
        long allowed = 1_000_000_000L
                + 3 * writer.interval().toNanos()
                + 3 * writer.patience().toNanos();
        long last = window.fromNanos();
        for (Attempt attempt : attempts.of(writer.name())) {
            if (attempt.startNanos() >= window.fromNanos() && attempt.startNanos() <= window.toNanos()) {
                if (attempt.startNanos() - last > allowed) {
                    return false;
                }
                last = attempt.startNanos();
            }
        }
        return window.toNanos() - last <= allowed;
    }
}
