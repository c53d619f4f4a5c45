package io.splitproof.deployment;

import io.splitproof.topology.Box;
import io.splitproof.topology.Node;
import io.splitproof.topology.NodeKind;
import io.splitproof.topology.Topology;
import io.splitproof.topology.VirtualIp;
import java.util.ArrayList;
import java.util.List;

/**
 * One listener of a box's Toxiproxy: the way from that box to one node of another box.
 *
 * @param name unique in the run
 * @param box the box in which it listens
 * @param toBox the box of {@code toNode}
 * @param port which of the node's ports it leads to
 * @param listen for a box's nodes the node's one address; for a box's client a port of its own on every interface
 */
public record Proxy(
        String name,
        String box,
        String toBox,
        String toNode,
        Port port,
        String listen,
        int listenPort,
        int targetPort) {
    /** A port of a node. */
    public enum Port {
        /** Where it serves clients, and its replicas. */
        DATA,
        /** Where a balancer takes reads. */
        READ,
        /** Where other nodes of a Cluster talk to it: heartbeats, failure reports and votes. */
        BUS
    }

    /** Listeners of client boxes start here, below the ephemeral ports. */
    private static final int FIRST_CLIENT_PORT = 10_000;

    private static final int FIRST_READ_PORT = 11_000;
    private static final int VIRTUAL_IP_PORT = 12_000;

    private static final String EVERYWHERE = "0.0.0.0:";

    /**
     * All proxies of a topology: from every box to every node of every other box; two where a client is beside nodes,
     * and one more for the bus of a Cluster, which clients and boxes without a node of it have nothing to do with.
     */
    public static List<Proxy> of(Topology topology) {
        var proxies = new ArrayList<Proxy>();
        for (Box box : topology.boxes()) {
            int index = 0;
            for (Node node : topology.nodes()) {
                index++;
                if (!node.box().equals(box.name()) && node.kind().listens()) {
                    String name = box.name() + "." + node.name();
                    if (box.hasNodes()) {
                        int port = node.address().port();
                        proxies.add(between(
                                name, box, node, Port.DATA, node.address().toString(), port));
                    }
                    if (topology.isMember(node) && onBus(topology, box)) {
                        String listen = node.address().host() + ":" + node.busPort();
                        proxies.add(between(name + ".bus", box, node, Port.BUS, listen, node.busPort()));
                    }
                    if (box.hasClient()) {
                        int port = FIRST_CLIENT_PORT + index;
                        String own = box.hasNodes() ? name + ".client" : name;
                        proxies.add(between(own, box, node, Port.DATA, EVERYWHERE + port, port));
                        if (node.kind() == NodeKind.HAPROXY) {
                            int reads = FIRST_READ_PORT + index;
                            proxies.add(between(own + ".read", box, node, Port.READ, EVERYWHERE + reads, reads));
                        }
                    }
                }
            }
            if (box.hasClient() && topology.virtualIp() != null) {
                proxies.add(toVirtualIp(box));
            }
        }
        return List.copyOf(proxies);
    }

    private static boolean onBus(Topology topology, Box box) {
        return topology.nodesIn(box.name()).stream().anyMatch(topology::isMember);
    }

    /** Where it leads at a moment is not this proxy's to know: it dials the address, whoever holds it. */
    private static Proxy toVirtualIp(Box box) {
        return new Proxy(
                box.name() + "." + VirtualIp.NAME,
                box.name(),
                VirtualIp.NAME,
                VirtualIp.NAME,
                Port.DATA,
                EVERYWHERE + VIRTUAL_IP_PORT,
                VIRTUAL_IP_PORT,
                NodeKind.REDIS.firstPort());
    }

    private static Proxy between(String name, Box box, Node node, Port port, String listen, int listenPort) {
        int target = switch (port) {
            case DATA -> node.address().port();
            case READ -> node.readPort();
            case BUS -> node.busPort();
        };
        return new Proxy(name, box.name(), node.box(), node.name(), port, listen, listenPort, target);
    }

    public boolean isBus() {
        return port == Port.BUS;
    }

    /** True for the way of a box's client, false for that of its nodes. */
    public boolean isForClient() {
        return listen.startsWith(EVERYWHERE);
    }

    /** Where it listens, as seen from inside its box. */
    public String hostInside() {
        return isForClient() ? "127.0.0.1" : listen.substring(0, listen.lastIndexOf(':'));
    }
}
