package io.splitproof.client;

import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.resource.ClientResources;
import io.splitproof.history.Clock;
import io.splitproof.topology.Address;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Which node has which slot, as Lettuce's cluster client finds out: it asks the nodes that it knows for CLUSTER NODES
 * and takes the view of their majority.
 *
 * <p>It is asked again as its reference recommends, periodically and after every event that may mean a change; there
 * these are its adaptive triggers, which only its own cluster connections pull.
 */
final class SlotTable implements AutoCloseable {
    /** Scenario time between two looks where nothing happens. Lettuce's own default is 60 s. */
    private static final Duration PERIOD = Duration.ofSeconds(10);

    /** Scenario time between two looks after events, as adaptiveRefreshTriggersTimeout; Lettuce's default is 30 s. */
    private static final Duration AFTER_EVENTS = Duration.ofSeconds(1);

    private final RedisClusterClient lettuce;
    private final Clock clock;
    private long askedNanos = Long.MIN_VALUE;
    private @Nullable CompletionStage<Void> asking;

    /** @param seeds the nodes that it asks first */
    SlotTable(List<RedisURI> seeds, ClientResources resources, Duration limit, Clock clock) {
        this.clock = clock;
        this.lettuce = RedisClusterClient.create(resources, seeds);
        var options = ClusterClientOptions.builder();
        options.autoReconnect(false);
        options.socketOptions(SocketOptions.builder().connectTimeout(limit).build());
        options.timeoutOptions(TimeoutOptions.enabled(limit));
        options.topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                .dynamicRefreshSources(true)
                .build());
        lettuce.setOptions(options.build());
    }

    /** The address of the primary that has a slot; empty if nobody has it. */
    Optional<Address> primaryOf(int slot) {
        if (askedNanos == Long.MIN_VALUE) {
            askedNanos = clock.nanos();
        }
        lookAgainAfter(PERIOD);
        RedisClusterNode node = lettuce.getPartitions().getMasterBySlot(slot);
        return Optional.ofNullable(node)
                .map(n -> new Address(n.getUri().getHost(), n.getUri().getPort()));
    }

    /** Has it look again, beside what its caller does, unless it has just done so. */
    void doubt() {
        lookAgainAfter(AFTER_EVENTS);
    }

    private void lookAgainAfter(Duration pause) {
        boolean under = asking != null && !asking.toCompletableFuture().isDone();
        if (!under && clock.nanos() - askedNanos >= pause.toNanos()) {
            askedNanos = clock.nanos();
            try {
                asking = lettuce.refreshPartitionsAsync();
            } catch (RedisException e) {
                asking = null; // nobody can be asked now; the next look may
            }
        }
    }

    @Override
    public void close() {
        lettuce.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
}
