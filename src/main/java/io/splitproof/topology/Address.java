package io.splitproof.topology;

/**
 * The one address by which every party knows a node: {@code 127.0.0.N} and a port, N being the number of its box.
 *
 * <p>In box N it is the node itself; in any other box it is that box's own proxy listener. It is what INFO, Sentinel's
 * hello and {@code get-master-addr-by-name} carry, because nodes announce it.
 */
public record Address(String host, int port) {
    public Address {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port lies between 1 and 65535, not " + port);
        }
    }

    /** Reads {@code host:port}; throws IllegalArgumentException if the text is anything else. */
    public static Address parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("an address is host:port, not \"" + text + "\"");
        }
        int port;
        try {
            port = Integer.parseInt(text.substring(colon + 1));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("an address is host:port, not \"" + text + "\"", e);
        }
        return new Address(text.substring(0, colon), port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
