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
 * @param listen for a box's nodes the node's one address; for a box's client a port of its own on every interface
 */
public record Proxy(
        String name, String box, String toBox, String toNode, String listen, int listenPort, int targetPort) {
    /** Listeners of client boxes start here, below the ephemeral ports. */
    private static final int FIRST_CLIENT_PORT = 10_000;

    private static final String EVERYWHERE = "0.0.0.0:";

    /** All proxies of a topology: from every box to every node of every other box; two where a client is beside nodes. */
    static List<Proxy> of(Topology topology) {
        var proxies = new ArrayList<Proxy>();
        for (Box box : topology.boxes()) {
            int index = 0;
            for (Node node : topology.nodes()) {
                index++;
                if (!node.box().equals(box.name())) {
                    String name = box.name() + "." + node.name();
                    if (box.hasNodes()) {
                        proxies.add(between(
                                name,
                                box,
                                node,
                                node.address().toString(),
                                node.address().port()));
                    }
                    if (box.hasClient()) {
                        int port = FIRST_CLIENT_PORT + index;
                        proxies.add(
                                between(box.hasNodes() ? name + ".client" : name, box, node, EVERYWHERE + port, port));
                    }
                }
            }
        }
        return List.copyOf(proxies);
    }

    private static Proxy between(String name, Box box, Node node, String listen, int port) {
        return new Proxy(
                name,
                box.name(),
                node.box(),
                node.name(),
                listen,
                port,
                node.address().port());
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
