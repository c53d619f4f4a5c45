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
import io.splitproof.history.Outcome;
import io.splitproof.topology.Address;
import io.splitproof.topology.Node;
import io.splitproof.topology.Slots;
import io.splitproof.topology.Topology;
import io.splitproof.workload.ClientSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A client that knows of Clusters: it looks up which node has the slot of its key, and follows redirections.
 *
 * <p>The table of slots is Lettuce's. Its cluster connections follow MOVED and ASK themselves, and do not tell which
 * node answered in the end; so redirections are followed here, on a connection to each node. A redirection is no retry:
 * the node that gives it has executed nothing.
 */
final class ClusterClient implements Carrier {
    /** As Lettuce's maxRedirects. */
    private static final int REDIRECTIONS = 5;
    /** Scenario time between two attempts to connect to the same node. */
    private static final Duration BETWEEN_CONNECTS = Duration.ofMillis(100);

    private final ClientSpec spec;
    private final Topology topology;
    private final Clock clock;
    private final Journal journal;
    private final RedisClient lettuce;
    private final SlotTable slots;
    private final Map<Node, RedisURI> uris = new LinkedHashMap<>();
    private final Map<Node, StatefulRedisConnection<String, String>> connections = new LinkedHashMap<>();
    private final Map<Node, Long> nextConnectNanos = new LinkedHashMap<>();

    ClusterClient(
            ClientSpec spec,
            Deployment deployment,
            ClientResources shared,
            Secret secret,
            Clock clock,
            Journal journal) {
        this.spec = spec;
        this.topology = deployment.topology();
        this.clock = clock;
        this.journal = journal;
        Duration limit = clock.real(spec.timeout()).span();
        var resources = shared.mutate()
                .socketAddressResolver(MappingSocketAddressResolver.create(
                        DnsResolvers.UNRESOLVED, new AddressMap(deployment, spec.name())))
                .build();
        for (Node node : topology.redisNodes()) {
            uris.put(
                    node,
                    RedisURI.builder()
                            .withHost(node.address().host())
                            .withPort(node.address().port())
                            .withPassword(secret.reveal().toCharArray())
                            .withTimeout(limit)
                            .build());
        }
        this.lettuce = RedisClient.create(resources);
        lettuce.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .replayFilter(command -> true)
                .socketOptions(SocketOptions.builder().connectTimeout(limit).build())
                .timeoutOptions(Waiting.limits(spec, clock))
                .build());
        this.slots = new SlotTable(
                uris.entrySet().stream()
                        .filter(e -> isMember(e.getKey()))
                        .map(Map.Entry::getValue)
                        .toList(),
                resources,
                limit,
                clock);
    }

    /** A node that is to join does not know the others yet. */
    private boolean isMember(Node node) {
        return topology.groups().stream()
                .filter(g -> topology.slotsOf(g.name()).isPresent())
                .anyMatch(g -> g.primary().equals(node.name()) || g.replicas().contains(node.name()));
    }

    @Override
    public ClientSpec spec() {
        return spec;
    }

    @Override
    public Outcome carry(String key, Command command) {
        Node node = null;
        boolean asking = false;
        for (int left = REDIRECTIONS; ; left--) {
            try {
                node = node == null ? owner(key) : node;
                return new Outcome.Ok(send(node, asking, command), node.name());
            } catch (RuntimeException e) {
                Optional<Redirection> redirection = Redirection.of(e);
                Optional<Node> next = redirection.flatMap(r -> topology.nodeAt(r.to()));
                if (next.isEmpty() || left == 0) {
                    return failed(node, e);
                }
                if (!redirection.get().asking()) {
                    slots.doubt();
                }
                node = next.get();
                asking = redirection.get().asking();
            }
        }
    }

    private Node owner(String key) {
        try {
            Address address = slots.primaryOf(Slots.of(key))
                    .orElseThrow(() -> new NotConnected("no node has the slot of " + key, null));
            return topology.nodeAt(address)
                    .orElseThrow(() -> new NotConnected(address + " is no node of this topology", null));
        } catch (NotConnected e) {
            throw e;
        } catch (RuntimeException e) {
            throw new NotConnected("no node tells who has which slot: " + e.getMessage(), e);
        }
    }

    private @Nullable Long send(Node node, boolean asking, Command command) {
        var commands = open(node).sync();
        if (asking) {
            commands.asking();
        }
        return command.send(commands);
    }

    private Outcome failed(@Nullable Node node, RuntimeException e) {
        Row row = ReplyTable.of(e);
        String error = ReplyTable.code(e);
        boolean sent = node != null && connections.containsKey(node);
        if (row.then() == Then.REPLACE) {
            drop(node, error);
        }
        slots.doubt();
        String at = sent && node != null ? node.name() : null;
        return row.meaning() == Meaning.FAIL ? new Outcome.Fail(error, at) : new Outcome.Info(error, at);
    }

    private StatefulRedisConnection<String, String> open(Node node) {
        var current = connections.get(node);
        if (current != null && current.isOpen()) {
            return current;
        }
        drop(node, "closed by the other end");
        long now = clock.nanos();
        if (now < nextConnectNanos.getOrDefault(node, Long.MIN_VALUE)) {
            throw new NotConnected("between two attempts to connect", null);
        }
        nextConnectNanos.put(node, now + BETWEEN_CONNECTS.toNanos());
        try {
            var opened = lettuce.connect(StringCodec.UTF8, uris.get(node));
            connections.put(node, opened);
            journal.append(new ClientConnected(clock.nanos(), spec.name(), node.name()));
            return opened;
        } catch (RuntimeException e) {
            throw new NotConnected(String.valueOf(e.getMessage()), e);
        }
    }

    private void drop(@Nullable Node node, String reason) {
        var dropped = node == null ? null : connections.remove(node);
        if (dropped != null && node != null) {
            journal.append(new ClientDisconnected(clock.nanos(), spec.name(), node.name(), reason));
            var unused = dropped.closeAsync();
        }
    }

    @Override
    public void close(String reason) {
        Map.copyOf(connections).keySet().forEach(node -> drop(node, reason));
        try {
            slots.close();
            lettuce.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        } catch (CompletionException e) {
            // A look at the slots was under way; it ends with its client.
        }
    }
}
