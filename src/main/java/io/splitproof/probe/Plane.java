package io.splitproof.probe;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.splitproof.deployment.Deployment;
import io.splitproof.deployment.HostPort;
import io.splitproof.deployment.Secret;
import io.splitproof.topology.Node;
import io.splitproof.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * The observation plane: the harness's own connections to every node, past every proxy that a fault can touch.
 *
 * <p>Its limits are real time: they bound the harness's waiting, not the system's.
 */
public final class Plane implements AutoCloseable {
    /** How long a node may take to answer before it counts as silent. */
    static final Duration LIMIT = Duration.ofMillis(500);

    private final Deployment deployment;
    private final Secret secret;
    private final RedisClient once;
    private final RedisClient following;
    private final Map<String, NodeConnection> connections = new ConcurrentHashMap<>();

    public Plane(Deployment deployment, ClientResources resources, Secret secret) {
        this.deployment = deployment;
        this.secret = secret;
        this.once = client(resources, false);
        this.following = client(resources, true);
    }

    private static RedisClient client(ClientResources resources, boolean reconnect) {
        var client = RedisClient.create(resources);
        client.setOptions(ClientOptions.builder()
                .protocolVersion(ProtocolVersion.RESP2)
                .autoReconnect(reconnect)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .replayFilter(command -> true)
                .socketOptions(SocketOptions.builder().connectTimeout(LIMIT).build())
                .timeoutOptions(TimeoutOptions.enabled(LIMIT))
                .build());
        return client;
    }

    Topology topology() {
        return deployment.topology();
    }

    /** A client whose connections come back by themselves, for subscriptions. */
    RedisClient following() {
        return following;
    }

    RedisURI uri(Node node) {
        HostPort at = deployment.observe(node);
        return RedisURI.builder()
                .withHost(at.host())
                .withPort(at.port())
                .withPassword(secret.reveal().toCharArray())
                .withTimeout(LIMIT)
                .build();
    }

    /** The shared connection for occasional questions to a node. */
    public NodeConnection to(Node node) {
        return connections.computeIfAbsent(node.name(), name -> fresh(node));
    }

    /** A connection of its own, for a caller that asks all the time. */
    NodeConnection fresh(Node node) {
        return new NodeConnection(node, once, () -> uri(node));
    }

    BalancerConnection toBalancer(Node balancer) {
        return new BalancerConnection(deployment.statistics(balancer));
    }

    List<String> holdersOfVirtualIp() {
        return deployment.holdersOfVirtualIp();
    }

    List<AutoCloseable> followVirtualIp(BiConsumer<String, Boolean> onChange) {
        return deployment.followVirtualIp(onChange);
    }

    /** Settings and texts without the password. */
    String redact(String text) {
        return secret.redact(text);
    }

    @Override
    public void close() {
        once.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        following.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
}
