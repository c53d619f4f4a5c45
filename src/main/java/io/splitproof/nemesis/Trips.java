package io.splitproof.nemesis;

import io.splitproof.fault.Slowness;

/**
 * Requests that are sent one after another through a link, to find out how slow it is.
 *
 * @param logins short requests under a name that the receiver notes
 * @param bulky requests of some three hundred bytes, which a node refuses with an answer of some two hundred
 */
record Trips(int logins, int bulky) {
    /** Nobody needs to be logged in for it, and it is below what a node takes from strangers. */
    private static final String ARGUMENT = "x".repeat(250);
    /** An answer quotes the first 128 bytes. */
    private static final int LEAST_ANSWER = 150;
    /** Real time: what a slow link must add in all, so that a busy machine's noise is small beside it. */
    private static final int CLEAR_MILLIS = 60;

    private static final int BULKY_MILLIS = 200;
    private static final int MOST_BULKY = 400;

    /** Enough of them that the slowness shows. */
    static Trips toShow(Slowness slowness) {
        if (slowness instanceof Slowness.Latency latency) {
            long least = latency.millis() - latency.jitterMillis();
            return new Trips((int) Math.max(1, (CLEAR_MILLIS + least - 1) / least), 0);
        }
        long rate = ((Slowness.Bandwidth) slowness).kilobytesPerSecond();
        return new Trips(1, (int) Math.max(4, Math.min(MOST_BULKY, rate * BULKY_MILLIS / LEAST_ANSWER)));
    }

    int all() {
        return logins + bulky;
    }

    /** What the bulky requests of a probe of that name say. */
    String bulk(String name) {
        return name + " " + ARGUMENT;
    }

    /** Bytes that all bulky requests send, in Redis's protocol. */
    long bytesSent(String name) {
        return (long) bulky * ("*2\r\n".length() + framed(name) + framed(ARGUMENT));
    }

    private static int framed(String argument) {
        return ("$" + argument.length() + "\r\n").length() + argument.length() + 2;
    }
}
