package io.splitproof.fault;

import java.time.Duration;

/** What must be seen before a fault begins. */
public sealed interface Trigger {
    /** How much later than what is seen the fault begins, in scenario time; zero for at once. */
    Duration plus();

    /** What is awaited, such as {@code a Sentinel says +odown}. */
    String describe();

    /** The first message of any Sentinel, about any instance, on a channel such as {@code +odown}. */
    record SentinelSays(String channel, Duration plus) implements Trigger {
        @Override
        public String describe() {
            return "a Sentinel says " + channel;
        }
    }

    /** So many acknowledged writes, of all clients together; at least one. */
    record Acknowledged(int writes, Duration plus) implements Trigger {
        @Override
        public String describe() {
            return writes + (writes == 1 ? " write is acknowledged" : " writes are acknowledged");
        }
    }
}
