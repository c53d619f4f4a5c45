package io.splitproof.workload;

import java.time.Duration;

/**
 * What a writer waits for after the reply to its write, on the same connection, before it counts it as acknowledged.
 *
 * <p>Redis answers with how many have it, whether or not that is enough, and goes on: a write that fell short stays in
 * the primary's memory and may survive, so that it is indeterminate and not refused (redis.io, WAIT).
 */
public sealed interface Wait {
    /** How many replicas must have it; 0 for none. */
    int replicas();

    /** How long the server waits, by its own clock: scenario time. */
    Duration timeout();

    /** The command, as documents write it. */
    String describe();

    /** WAIT: that many replicas have received the write, and hold it in memory. */
    record Replicas(int replicas, Duration timeout) implements Wait {
        @Override
        public String describe() {
            return "WAIT " + replicas + " " + timeout.toMillis();
        }
    }

    /**
     * WAITAOF (Redis 7.2 and newer, Valkey): that many append-only files have the write, synced to disk.
     *
     * @param local 1 if the primary's own must have it, 0 if not
     */
    record Disks(int local, int replicas, Duration timeout) implements Wait {
        @Override
        public String describe() {
            return "WAITAOF " + local + " " + replicas + " " + timeout.toMillis();
        }
    }
}
