package io.splitproof.run;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Loads the client library before it is needed: its first connect costs 0.6 to 0.9 s of class loading. */
final class Lettuce {
    private Lettuce() {}

    /**
     * Begins to load on the executor; the returned task waits for the end of it.
     *
     * @param forCluster whether clients will need what is for a Cluster alone, too
     */
    static Runnable warm(Executor executor, ClientResources resources, boolean forCluster) {
        var warming = CompletableFuture.runAsync(() -> tryOnce(resources, forCluster), executor)
                .orTimeout(10, java.util.concurrent.TimeUnit.SECONDS)
                .exceptionally(e -> null);
        return warming::join;
    }

    private static void tryOnce(ClientResources resources, boolean forCluster) {
        var nowhere = RedisURI.builder()
                .withHost("127.0.0.1")
                .withPort(1)
                .withTimeout(Duration.ofMillis(200))
                .build();
        if (forCluster) {
            tryCluster(resources, nowhere);
        }
        var client = RedisClient.create(resources);
        try {
            client.connect(nowhere).close();
        } catch (RedisException e) {
            // Nothing listens there; the classes are loaded all the same.
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        }
    }

    private static void tryCluster(ClientResources resources, RedisURI nowhere) {
        var client = RedisClusterClient.create(resources, nowhere);
        try {
            client.getPartitions();
        } catch (RedisException e) {
            // Nothing listens there; the classes are loaded all the same.
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        }
    }
}
