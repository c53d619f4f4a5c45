package io.splitproof.forecast;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one node that decide about failovers in a Cluster, as the node reported them.
 *
 * @param validityFactor {@code cluster-replica-validity-factor}; 0: no replica is too old
 * @param pingPeriod {@code repl-ping-replica-period}
 * @param replTimeout {@code repl-timeout}: a silent link to its primary is closed after it
 * @param fullCoverage whether it refuses everything while some slot is served by nobody
 * @param noFailover whether, as a replica, it never takes over by itself
 * @param server null if INFO did not tell
 */
public record ClusterSettings(
        Duration nodeTimeout,
        int validityFactor,
        Duration pingPeriod,
        Duration replTimeout,
        boolean fullCoverage,
        boolean noFailover,
        @Nullable Server server) {

    /**
     * Reads the answer of CONFIG GET, which gives some directives by the names they had before Redis 5. What it does not
     * give has its default (config.c, the same from Redis 7.0 to 8.6 and Valkey 8.0 to 9.1).
     *
     * @throws NumberFormatException if a number is none
     */
    public static ClusterSettings of(Map<String, String> config, @Nullable Server server) {
        return new ClusterSettings(
                Duration.ofMillis(Long.parseLong(config.getOrDefault("cluster-node-timeout", "15000"))),
                Integer.parseInt(
                        either(config, "cluster-replica-validity-factor", "cluster-slave-validity-factor", "10")),
                Duration.ofSeconds(
                        Long.parseLong(either(config, "repl-ping-replica-period", "repl-ping-slave-period", "10"))),
                Duration.ofSeconds(Long.parseLong(config.getOrDefault("repl-timeout", "60"))),
                config.getOrDefault("cluster-require-full-coverage", "yes").equals("yes"),
                either(config, "cluster-replica-no-failover", "cluster-slave-no-failover", "no")
                        .equals("yes"),
                server);
    }

    private static String either(Map<String, String> config, String name, String oldName, String missing) {
        return config.getOrDefault(name, config.getOrDefault(oldName, missing));
    }

    /**
     * How long a replica may have been without its primary when that is found to have failed ({@code data_age} in {@code
     * clusterHandleSlaveFailover}); null for any time.
     */
    @Nullable
    Duration oldestReplica() {
        return validityFactor == 0
                ? null
                : nodeTimeout.multipliedBy(validityFactor + 1L).plus(pingPeriod);
    }
}
