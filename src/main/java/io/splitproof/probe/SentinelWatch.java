package io.splitproof.probe;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateAdapter;
import io.lettuce.core.RedisException;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.splitproof.history.Clock;
import io.splitproof.history.Event.ObservationGap;
import io.splitproof.history.Event.SentinelSaid;
import io.splitproof.history.Journal;
import io.splitproof.topology.Node;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Records every message of one Sentinel's Pub/Sub, word for word.
 *
 * <p>The subscription comes back by itself after a loss; both ends of the gap are recorded. Messages arrive on the
 * client library's threads, which only hand them to the journal.
 */
public final class SentinelWatch implements AutoCloseable {
    private static final int TRIES = 20;
    /** Real time. */
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

    private final Node sentinel;
    private final Clock clock;
    private final Journal journal;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicReference<@Nullable String> leader;
    private final StatefulRedisPubSubConnection<String, String> connection;

    /**
     * Subscribes at once.
     *
     * @param leader is told the name of this Sentinel whenever it is elected
     */
    public SentinelWatch(
            Node sentinel, Plane plane, Clock clock, Journal journal, AtomicReference<@Nullable String> leader) {
        this.sentinel = sentinel;
        this.clock = clock;
        this.journal = journal;
        this.leader = leader;
        this.connection = patiently(() -> plane.following().connectPubSub(StringCodec.UTF8, plane.uri(sentinel)));
        connection.addListener(new Messages());
        connection.addListener(new Gaps());
        patiently(() -> {
            connection.sync().psubscribe("*");
            return connection;
        });
    }

    /**
     * A Sentinel that has just started on a busy machine may be slow, and a connection that was lost at once comes back by
     * itself within a moment, which the first command must await.
     */
    private static <T> T patiently(Supplier<T> call) {
        for (int left = TRIES; ; left--) {
            try {
                return call.get();
            } catch (RedisException e) {
                if (left == 1) {
                    throw e;
                }
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
        }
    }

    private final class Messages extends RedisPubSubAdapter<String, String> {
        @Override
        public void message(String pattern, String channel, String message) {
            long now = clock.nanos();
            if (channel.equals("+elected-leader")) {
                // Before it is told: a fault that waits for an election looks for the leader at once.
                leader.set(sentinel.name());
            }
            journal.append(new SentinelSaid(now, sentinel.name(), channel, message));
        }
    }

    private final class Gaps extends RedisConnectionStateAdapter {
        @Override
        public void onRedisConnected(RedisChannelHandler<?, ?> handler, SocketAddress address) {
            journal.append(new ObservationGap(clock.nanos(), sentinel.name(), false, "subscribed again"));
        }

        @Override
        public void onRedisDisconnected(RedisChannelHandler<?, ?> handler) {
            if (!closing.get()) {
                journal.append(new ObservationGap(clock.nanos(), sentinel.name(), true, "subscription lost"));
            }
        }
    }

    @Override
    public void close() {
        closing.set(true);
        try {
            connection.close();
        } catch (RedisException e) {
            // It was lost already.
        }
    }
}
