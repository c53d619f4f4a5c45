package io.splitproof.forecast;

import io.splitproof.fault.FailoverMode;
import java.time.Duration;

/**
 * {@code CLUSTER FAILOVER}: an operator asked a replica of a Cluster to take over.
 *
 * @param asked when, from the fault or, where there was none, from the question itself
 */
public record Handover(FailoverMode mode, String node, Duration asked) {
    /** {@code cluster-manual-failover-timeout} of Valkey, {@code CLUSTER_MF_TIMEOUT} of Redis: what is not done by then is given up. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** A cron, and the votes where they are needed. */
    private static final Duration SOON = Duration.ofMillis(600);

    /**
     * When it has taken over, from the fault. With the primary's help it waits until the replica has everything; without
     * it, it asks for votes at once ({@code clusterHandleSlaveFailover}, {@code mf_end}); TAKEOVER asks nobody.
     */
    Bounds bounds() {
        return new Bounds(asked, asked.plus(mode == FailoverMode.DEFAULT ? TIMEOUT : SOON));
    }

    /** True if it leaves a primary that lives to find out by itself. */
    boolean surprisesThePrimary() {
        return mode != FailoverMode.DEFAULT;
    }

    String words() {
        return "an operator asked " + node + " to take over, "
                + switch (mode) {
                    case DEFAULT -> "with its primary, which stops its clients until the replica has everything";
                    case FORCE -> "without its primary (FORCE)";
                    case TAKEOVER -> "without its primary and without votes (TAKEOVER)";
                };
    }
}
