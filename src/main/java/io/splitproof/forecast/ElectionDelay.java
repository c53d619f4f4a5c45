package io.splitproof.forecast;

import java.time.Duration;

/**
 * How long a replica waits, once its primary is marked FAIL, before it asks for votes.
 *
 * <p>{@code clusterHandleSlaveFailover} of cluster.c in Redis 7.0.15 and of cluster_legacy.c in 8.0.6; {@code
 * clusterHandleReplicaFailover} of cluster_legacy.c in Valkey 8.1.1 and 9.1.2, whose changes for 9.0 are told from 9.1's
 * by their pull requests.
 */
enum ElectionDelay {
    /** 500 ms, up to 500 ms by chance, and 1 s for each replica that has more data. Redis 7 and 8, Valkey up to 8.0. */
    FIXED(false),
    /** The same, and 500 ms for each other failed primary that comes before it (valkey 1018). Valkey 8.1. */
    RANKED_PRIMARIES(false),
    /** The same in units of a thirtieth of the node timeout, 500 ms at most (valkey 2449). Valkey 9.0. */
    SCALED(true),
    /** The same, but nothing for the best replica, once all replicas know of the failure (valkey 2227). Valkey 9.1. */
    BEST_AT_ONCE(true);

    /** {@code clusterCron} runs ten times a second. */
    private static final Duration CRON = Duration.ofMillis(100);

    private static final Duration HALF_SECOND = Duration.ofMillis(500);

    /** Whether FAIL is acted on when it is received (valkey 2209) and not at the next cron. */
    private final boolean startsAtOnce;

    ElectionDelay(boolean startsAtOnce) {
        this.startsAtOnce = startsAtOnce;
    }

    /** The rule of a server; throws NoForecast if it did not say which it is. */
    static ElectionDelay of(ClusterSettings replica, String node) {
        Server server = replica.server();
        if (server == null) {
            throw new NoForecast(node + " did not tell its version, on which the delay of its election depends");
        }
        if (server.isValkey(9, 1)) {
            return BEST_AT_ONCE;
        }
        if (server.isValkey(9, 0)) {
            return SCALED;
        }
        return server.isValkey(8, 1) ? RANKED_PRIMARIES : FIXED;
    }

    /**
     * From FAIL to the request for votes, of the best replica that can be elected.
     *
     * @param others replicas that may hold more data but cannot be elected: each may cost a rank
     * @param otherPrimaries primaries with replicas that fail at the same time
     * @param alone whether it is the only replica of its primary
     */
    Bounds bounds(Duration nodeTimeout, int others, long otherPrimaries, boolean alone) {
        boolean maybeAtOnce = this == BEST_AT_ONCE;
        if (maybeAtOnce && alone && otherPrimaries == 0) {
            return new Bounds(Duration.ZERO, CRON);
        }
        Duration unit = unit(nodeTimeout);
        Duration longest = unit.multipliedBy(2)
                .plus(unit.multipliedBy(2L * others))
                .plus(this == FIXED ? Duration.ZERO : unit.multipliedBy(otherPrimaries))
                .plus(startsAtOnce ? CRON : CRON.multipliedBy(2));
        return new Bounds(maybeAtOnce ? Duration.ZERO : unit, longest);
    }

    private Duration unit(Duration nodeTimeout) {
        Duration scaled = nodeTimeout.dividedBy(30);
        return this == FIXED || this == RANKED_PRIMARIES || scaled.compareTo(HALF_SECOND) > 0 ? HALF_SECOND : scaled;
    }
}
