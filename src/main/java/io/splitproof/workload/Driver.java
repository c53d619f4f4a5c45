package io.splitproof.workload;

import java.time.Duration;

/**
 * A client library as applications use it: it reconnects, finds the new primary and repeats commands by itself. Which
 * node carried an operation is not known.
 *
 * @param mode how it finds the primary
 * @param settings how it is configured
 */
public record Driver(Mode mode, Settings settings) {
    /** Lettuce's limit of a command where nothing else is said ({@code RedisURI.DEFAULT_TIMEOUT}, 7.7). */
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    /** How Lettuce finds the primary. */
    public enum Mode {
        /** {@code RedisClient.connect} with a Sentinel URI: it asks a Sentinel each time it connects. */
        LETTUCE_SENTINEL,
        /** {@code MasterReplica.connect}: it also subscribes to every Sentinel. */
        LETTUCE_MASTER_REPLICA
    }

    /** How the library is configured. */
    public enum Settings {
        /** As the library is delivered: 60 s for a command, commands wait for a connection and are sent again. */
        DEFAULTS,
        /** Short limits, a constant reconnect delay, nothing waits for a connection and nothing is sent twice. */
        RECOMMENDED
    }

    /** The limit of a command, where a scenario's own is {@code given}. */
    public Duration timeout(Duration given) {
        return settings == Settings.DEFAULTS ? DEFAULT_TIMEOUT : given;
    }

    /** In words, such as {@code Lettuce MasterReplica, defaults}. */
    public String describe() {
        return (mode == Mode.LETTUCE_SENTINEL ? "Lettuce Sentinel URI" : "Lettuce MasterReplica")
                + (settings == Settings.DEFAULTS ? ", defaults" : ", recommended");
    }
}
