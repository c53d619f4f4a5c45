package io.splitproof.nemesis;

import io.splitproof.fault.Slowness;
import io.splitproof.history.Event.LinkProbed;

/**
 * How long some trips through one proxy took.
 *
 * @param seen what arrived and whether every request was answered
 * @param nanos real time, from inside the sending box
 * @param bytesSent of the bulky requests, whose time a bandwidth decides
 * @param bytesReturned of all answers, as they were printed
 */
record Pace(LinkProbed seen, Trips trips, long nanos, long bytesSent, long bytesReturned) {
    boolean complete() {
        return seen.answered() && !Boolean.FALSE.equals(seen.arrived());
    }

    Pace fasterOf(Pace other) {
        return complete() == other.complete() ? (nanos <= other.nanos ? this : other) : complete() ? this : other;
    }

    /** The least that a slow link adds to these trips, in nanoseconds of real time. */
    long leastAdded(Slowness slowness, boolean up, boolean down) {
        if (slowness instanceof Slowness.Latency latency) {
            int ways = (up ? 1 : 0) + (down ? 1 : 0);
            return (long) ways * trips.logins() * (latency.millis() - latency.jitterMillis()) * 1_000_000;
        }
        long rate = ((Slowness.Bandwidth) slowness).kilobytesPerSecond();
        return ((up ? bytesSent : 0) + (down ? bytesReturned : 0)) * 1_000_000 / rate;
    }
}
