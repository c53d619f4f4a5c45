package io.splitproof.deployment;

/**
 * One way in which a proxy withholds bytes, in Toxiproxy's own terms.
 *
 * @param stream which direction, seen from the side that opened the connection
 * @param toxic what Toxiproxy is asked to do with it
 */
public record Block(Stream stream, Toxic toxic) {
    /** The directions of a connection. */
    public enum Stream {
        /** From the side that opened the connection to the node. */
        UPSTREAM,
        /** From the node back. */
        DOWNSTREAM;

        String word() {
            return this == UPSTREAM ? "upstream" : "downstream";
        }
    }

    /** Toxiproxy's toxics that a cut uses. */
    public enum Toxic {
        /** {@code timeout} 0: bytes vanish, the connection stays. */
        DROP("timeout", "{\"timeout\":0}"),
        /**
         * {@code slow_close}: the end of a connection does not get through either. Without it a replica that is
         * promoted behind a cut would close its old link, the old primary would see that, and a min-replicas gate would
         * shut at once. Goes after DROP in the chain, so add it second.
         */
        LINGER("slow_close", "{\"delay\":86400000}"),
        /** {@code bandwidth} 0: bytes are held. */
        HOLD("bandwidth", "{\"rate\":0}"),
        /** {@code reset_peer} at once. */
        RESET("reset_peer", "{\"timeout\":0}");

        private final String type;
        private final String attributes;

        Toxic(String type, String attributes) {
            this.type = type;
            this.attributes = attributes;
        }
    }

    /** True if the withheld bytes are kept and delivered once the block is gone. */
    boolean holds() {
        return toxic == Toxic.HOLD;
    }

    String name() {
        return toxic.type + "_" + stream.word();
    }

    /** The body of the request that adds it; toxicity is always 1, chance is the harness's. */
    String json() {
        return "{\"name\":\"" + name() + "\",\"type\":\"" + toxic.type + "\",\"stream\":\"" + stream.word()
                + "\",\"toxicity\":1,\"attributes\":" + toxic.attributes + "}";
    }
}
