package io.splitproof.client;

import io.lettuce.core.internal.HostAndPort;
import io.splitproof.deployment.Deployment;
import io.splitproof.deployment.HostPort;
import io.splitproof.deployment.Proxy;
import io.splitproof.history.OperationKind;
import io.splitproof.topology.Address;
import io.splitproof.topology.Node;
import io.splitproof.topology.Topology;
import io.splitproof.workload.ClientSpec;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Leads a client from the one address of each node to the listener of its own client box.
 *
 * <p>Lettuce asks it for every address it connects to. The Redis node asked for last is the one that a connect has
 * just led to, because a client connects one at a time and never by itself.
 */
final class AddressMap implements UnaryOperator<HostAndPort> {
    /** What a client behind a front asks for; it is led to its front whatever it asks for. */
    static final Address ANYWHERE = new Address("127.0.0.1", 6379);

    private final Deployment deployment;
    private final String box;
    private final @Nullable HostPort front;
    private volatile @Nullable String lastRedis;

    AddressMap(Deployment deployment, String box) {
        this(deployment, box, null);
    }

    private AddressMap(Deployment deployment, String box, @Nullable HostPort front) {
        this.deployment = deployment;
        this.box = box;
        this.front = front;
    }

    static AddressMap of(ClientSpec spec, Deployment deployment) {
        HostPort front = spec.through() == null
                ? null
                : deployment.fromClientBox(spec.name(), spec.through(), port(spec, deployment.topology()));
        return new AddressMap(deployment, spec.name(), front);
    }

    /** A balancer takes reads at a port of their own. */
    private static Proxy.Port port(ClientSpec spec, Topology topology) {
        boolean balancer = topology.findNode(String.valueOf(spec.through())).isPresent();
        return balancer && spec.kind() == OperationKind.READ ? Proxy.Port.READ : Proxy.Port.DATA;
    }

    @Override
    public HostAndPort apply(HostAndPort asked) {
        if (front != null) {
            return HostAndPort.of(front.host(), front.port());
        }
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
