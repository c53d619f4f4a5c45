package io.splitproof.client;

import io.lettuce.core.internal.HostAndPort;
import io.splitproof.deployment.Deployment;
import io.splitproof.deployment.HostPort;
import io.splitproof.topology.Address;
import io.splitproof.topology.Node;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Leads a client from the one address of each node to the listener of its own client box.
 *
 * <p>Lettuce asks it for every address it connects to. The Redis node asked for last is the one that a connect has
 * just led to, because a client connects one at a time and never by itself.
 */
final class AddressMap implements UnaryOperator<HostAndPort> {
    private final Deployment deployment;
    private final String box;
    private volatile @Nullable String lastRedis;

    AddressMap(Deployment deployment, String box) {
        this.deployment = deployment;
        this.box = box;
    }

    @Override
    public HostAndPort apply(HostAndPort asked) {
        Node node = deployment
                .topology()
                .nodeAt(new Address(asked.getHostText(), asked.getPort()))
                .orElseThrow(() -> new IllegalArgumentException(
                        "a Sentinel named " + asked + ", which is no node of this topology"));
        if (node.isRedis()) {
            lastRedis = node.name();
        }
        HostPort target = deployment.fromClientBox(box, node);
        return HostAndPort.of(target.host(), target.port());
    }

    /** The Redis node that the last connect led to, or null if none was asked for. */
    @Nullable
    String lastRedis() {
        return lastRedis;
    }

    void forget() {
        lastRedis = null;
    }
}
