package io.splitproof.topology;

/** One direction of traffic between two boxes. Cutting {@code a -> b} leaves {@code b -> a} up. */
public record Link(String from, String to) {
    public Link {
        if (from.equals(to)) {
            throw new IllegalArgumentException("a link joins two boxes; both ends are \"" + from + "\"");
        }
    }

    public Link reversed() {
        return new Link(to, from);
    }

    @Override
    public String toString() {
        return from + " -> " + to;
    }
}
