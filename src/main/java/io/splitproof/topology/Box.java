package io.splitproof.topology;

/**
 * A machine of the documents' diagrams: one network namespace with its own proxies.
 *
 * @param number counted from 1 over all boxes of a topology; nodes of box N live at 127.0.0.N
 * @param purpose whether nodes run in it, or one client, or both
 */
public record Box(String name, int number, Purpose purpose) {
    /** What runs in a box. */
    public enum Purpose {
        NODES,
        CLIENT,
        /** Nodes and a client: the client reaches these nodes without a proxy, and all others through its own. */
        BOTH
    }

    public Box {
        if (number < 1 || number > 254) {
            throw new IllegalArgumentException(
                    "a topology has 1 to 254 boxes; box \"" + name + "\" is number " + number);
        }
    }

    /** The loopback address of this box's nodes in every box. */
    public String loopback() {
        return "127.0.0." + number;
    }

    public boolean hasNodes() {
        return purpose != Purpose.CLIENT;
    }

    public boolean hasClient() {
        return purpose != Purpose.NODES;
    }
}
