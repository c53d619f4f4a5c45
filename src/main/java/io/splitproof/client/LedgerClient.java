package io.splitproof.client;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DnsResolvers;
import io.lettuce.core.resource.MappingSocketAddressResolver;
import io.splitproof.client.ReplyTable.Meaning;
import io.splitproof.client.ReplyTable.Row;
import io.splitproof.client.ReplyTable.Then;
import io.splitproof.deployment.Deployment;
import io.splitproof.deployment.Secret;
import io.splitproof.history.Clock;
import io.splitproof.history.Event.ClientConnected;
import io.splitproof.history.Event.ClientDisconnected;
import io.splitproof.history.Journal;
import io.splitproof.history.OperationKind;
import io.splitproof.history.Outcome;
import io.splitproof.topology.Topology;
import io.splitproof.workload.ClientSpec;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One process of the workload: one connection, one operation at a time, no retry and no replay.
 *
 * <p>Lettuce repeats commands after a reconnect unless told otherwise, and never leaves a primary that is silent. An
 * exact ledger needs neither: reconnecting is off, and a connection that timed out, broke, or led to a replica is
 * closed; the next operation asks the Sentinels again. So a connection belongs to one node for all its life. Behind a
 * front the node itself is asked who it is before anything else.
 *
 * <p>With a fallback it has a second connection, for operations that met a connection error on the first; it tries the
 * first again with every operation, as documents show it: {@code except ConnectionError: return self.master.get(key)}.
 *
 * <p>Used by one thread.
 */
final class LedgerClient implements Carrier {
    /** Scenario time between two attempts to connect. */
    private static final Duration BETWEEN_CONNECTS = Duration.ofMillis(100);

    private final ClientSpec spec;
    private final Clock clock;
    private final Journal journal;
    private final Topology topology;
    private final AddressMap addresses;
    private final RedisClient lettuce;
    private final RedisURI uri;
    private final @Nullable LedgerClient fallback;
    private boolean connectionError;
    private @Nullable StatefulRedisConnection<String, String> connection;
    private @Nullable String node;
    private long nextConnectNanos = Long.MIN_VALUE;

    LedgerClient(
            ClientSpec spec,
            Deployment deployment,
            ClientResources shared,
            Secret secret,
            Clock clock,
            Journal journal) {
        this.spec = spec;
        this.clock = clock;
        this.journal = journal;
        this.topology = deployment.topology();
        this.addresses = AddressMap.of(spec, deployment);
        String other = spec.fallback();
        this.fallback = other == null
                ? null
                : new LedgerClient(
                        spec.at(other, List.of()).withoutFallback(), deployment, shared, secret, clock, journal);
        var resources = shared.mutate()
                .socketAddressResolver(MappingSocketAddressResolver.create(DnsResolvers.UNRESOLVED, addresses))
                .build();
        Duration limit = clock.real(spec.timeout()).span();
        this.uri = uri(spec, deployment, secret, limit);
        this.lettuce = RedisClient.create(resources, uri);
        lettuce.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .replayFilter(command -> true)
                .socketOptions(SocketOptions.builder().connectTimeout(limit).build())
                .timeoutOptions(Waiting.limits(spec, clock))
                .build());
    }

    private static RedisURI uri(ClientSpec spec, Deployment deployment, Secret secret, Duration limit) {
        var topology = deployment.topology();
        var builder = RedisURI.builder()
                .withTimeout(limit)
                .withPassword(secret.reveal().toCharArray());
        if (spec.node() != null || spec.through() != null) {
            var address = spec.node() == null
                    ? AddressMap.ANYWHERE
                    : topology.node(spec.node()).address();
            return builder.withHost(address.host()).withPort(address.port()).build();
        }
        builder.withSentinelMasterId(topology.watchedFor(spec.name()).name());
        for (String sentinel : spec.sentinels()) {
            var address = topology.node(sentinel).address();
            builder.withSentinel(address.host(), address.port(), secret.reveal());
        }
        RedisURI uri = builder.build();
        uri.getSentinels().forEach(s -> s.setTimeout(limit));
        return uri;
    }

    @Override
    public ClientSpec spec() {
        return spec;
    }

    @Override
    public Outcome carry(String key, Command command) {
        connectionError = false;
        Outcome outcome = attempt(command);
        return fallback != null && connectionError ? fallback.carry(key, command) : outcome;
    }

    private Outcome attempt(Command command) {
        try {
            var open = open();
            Long seen = command.send(open.sync());
            return new Outcome.Ok(seen, node);
        } catch (RuntimeException e) {
            Row row = ReplyTable.of(e);
            connectionError = ReplyTable.isConnectionError(e);
            String at = node;
            String error = ReplyTable.code(e);
            if (row.then() == Then.REPLACE) {
                drop(error);
            }
            return row.meaning() == Meaning.FAIL ? new Outcome.Fail(error, at) : new Outcome.Info(error, at);
        }
    }

    private StatefulRedisConnection<String, String> open() {
        var current = connection;
        if (current != null && current.isOpen()) {
            return current;
        }
        if (current != null) {
            drop("closed by the other end");
        }
        long now = clock.nanos();
        if (fallback == null && now < nextConnectNanos) {
            throw new NotConnected("between two attempts to connect", null);
        }
        nextConnectNanos = now + BETWEEN_CONNECTS.toNanos();
        return connect();
    }

    /** In a Cluster a replica sends reads to its primary, too, unless told that old data will do. */
    private boolean readsFromReplica() {
        return spec.cluster() != null
                && spec.cluster().aware()
                && spec.kind() == OperationKind.READ
                && spec.node() != null
                && topology.isMember(topology.node(spec.node()));
    }

    private StatefulRedisConnection<String, String> connect() {
        addresses.forget();
        try {
            var opened = lettuce.connect(StringCodec.UTF8, uri);
            if (readsFromReplica()) {
                opened.sync().readOnly();
            }
            node = spec.through() == null ? addresses.lastRedis() : author(opened);
            connection = opened;
            journal.append(new ClientConnected(clock.nanos(), spec.name(), node == null ? "an unknown node" : node));
            return opened;
        } catch (RuntimeException e) {
            throw new NotConnected(String.valueOf(e.getMessage()), e);
        }
    }

    /** A node that does not say who it is gets no operation: nothing is sent on a connection that is silent already. */
    private @Nullable String author(StatefulRedisConnection<String, String> opened) {
        try {
            return Author.of(opened, topology);
        } catch (RuntimeException e) {
            var unused = opened.closeAsync();
            throw e;
        }
    }

    private void drop(String reason) {
        var dropped = connection;
        if (dropped == null) {
            return;
        }
        journal.append(new ClientDisconnected(clock.nanos(), spec.name(), node, reason));
        connection = null;
        node = null;
        var unused = dropped.closeAsync();
    }

    @Override
    public void close(String reason) {
        drop(reason);
        if (fallback != null) {
            fallback.close(reason);
        }
        lettuce.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
}
