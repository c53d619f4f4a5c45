package io.splitproof.client;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.splitproof.topology.Node;
import io.splitproof.topology.Topology;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which node answers on a connection through a front.
 *
 * <p>A virtual IP and a balancer lead to a node that the address does not tell. Every node announces an address of its
 * own ({@code replica-announce-ip} and {@code -port}), so it is asked for that, once for each connection: a connection
 * has one node at its other end for all its life.
 */
final class Author {
    private Author() {}

    /**
     * The name of the node, or null if it will not say or says what no node of the topology announces: then nobody
     * knows who replies. An exception if it does not answer, with which nobody should go on.
     */
    static @Nullable String of(StatefulRedisConnection<String, String> connection, Topology topology) {
        try {
            return named(connection.sync().configGet("replica-announce-*"), topology);
        } catch (RedisCommandExecutionException e) {
            return null;
        }
    }

    static @Nullable String named(Map<String, String> announced, Topology topology) {
        String address = announced.get("replica-announce-ip") + ":" + announced.get("replica-announce-port");
        return topology.redisNodes().stream()
                .filter(n -> n.address().toString().equals(address))
                .map(Node::name)
                .findFirst()
                .orElse(null);
    }
}
