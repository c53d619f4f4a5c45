package io.splitproof.deployment;

/**
 * One way in which a proxy withholds or slows bytes, in Toxiproxy's own terms.
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

    /**
     * A toxic of Toxiproxy.
     *
     * @param label with the stream its name; two toxics of one stream differ in it
     * @param attributes as JSON
     * @param passes whether what it keeps back arrives in the end
     */
    public record Toxic(String type, String label, String attributes, boolean passes) {
        /** {@code timeout} 0: bytes vanish, the connection stays. */
        public static final Toxic DROP = new Toxic("timeout", "timeout", "{\"timeout\":0}", false);

        /**
         * {@code slow_close}: the end of a connection does not get through either. Without it a replica that is
         * promoted behind a cut would close its old link, the old primary would see that, and a min-replicas gate would
         * shut at once. Goes after DROP in the chain, so add it second.
         */
        public static final Toxic LINGER = new Toxic("slow_close", "slow_close", "{\"delay\":86400000}", false);

        /** {@code bandwidth} 0: bytes are held. */
        public static final Toxic HOLD = new Toxic("bandwidth", "bandwidth", "{\"rate\":0}", true);

        /** {@code reset_peer} at once. */
        public static final Toxic RESET = new Toxic("reset_peer", "reset_peer", "{\"timeout\":0}", false);

        /** {@code latency}: bytes arrive later, give or take the jitter. Real time. */
        public static Toxic latency(long millis, long jitterMillis) {
            return new Toxic(
                    "latency",
                    "latency_" + millis + "_" + jitterMillis,
                    "{\"latency\":" + millis + ",\"jitter\":" + jitterMillis + "}",
                    true);
        }

        /** {@code bandwidth}, in thousands of bytes in a second of real time. */
        public static Toxic bandwidth(long kilobytesPerSecond) {
            return new Toxic(
                    "bandwidth", "bandwidth_" + kilobytesPerSecond, "{\"rate\":" + kilobytesPerSecond + "}", true);
        }
    }

    /** True if the withheld bytes are kept and delivered once the block is gone. */
    boolean holds() {
        return toxic.passes();
    }

    String name() {
        return toxic.label() + "_" + stream.word();
    }

    /** The body of the request that adds it; toxicity is always 1, chance is the harness's. */
    String json() {
        return "{\"name\":\"" + name() + "\",\"type\":\"" + toxic.type() + "\",\"stream\":\"" + stream.word()
                + "\",\"toxicity\":1,\"attributes\":" + toxic.attributes() + "}";
    }
}
