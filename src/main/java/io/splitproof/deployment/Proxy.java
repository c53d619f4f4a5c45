package io.splitproof.deployment;

import io.splitproof.topology.Box;
import io.splitproof.topology.Node;
import io.splitproof.topology.Topology;
import java.util.ArrayList;
import java.util.List;

/**
 * One listener of a box's Toxiproxy: the way from that box to one node of another box.
 *
 * @param name unique in the run
 * @param box the box in which it listens
 * @param toBox the box of {@code toNode}
 * @param listen in a node box the node's one address; in a client box a port of its own on every interface
 */
public record Proxy(
        String name, String box, String toBox, String toNode, String listen, int listenPort, int targetPort) {
    /** Listeners of client boxes start here, below the ephemeral ports. */
    private static final int FIRST_CLIENT_PORT = 10_000;

    /** All proxies of a topology: from every box to every node of every other box. */
    static List<Proxy> of(Topology topology) {
        var proxies = new ArrayList<Proxy>();
        for (Box box : topology.boxes()) {
            int index = 0;
            for (Node node : topology.nodes()) {
                index++;
                if (!node.box().equals(box.name())) {
                    proxies.add(between(box, node, FIRST_CLIENT_PORT + index));
                }
            }
        }
        return List.copyOf(proxies);
    }

    private static Proxy between(Box box, Node node, int clientPort) {
        int port = box.isClient() ? clientPort : node.address().port();
        String host = box.isClient() ? "0.0.0.0" : node.address().host();
        return new Proxy(
                box.name() + "." + node.name(),
                box.name(),
                node.box(),
                node.name(),
                host + ":" + port,
                port,
                node.address().port());
    }
}
