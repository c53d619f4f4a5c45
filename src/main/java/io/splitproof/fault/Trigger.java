package io.splitproof.fault;

import java.time.Duration;

/** What must be seen before a fault or a step begins. */
public sealed interface Trigger {
    /** How much later than what is seen it begins, in scenario time; zero for at once. */
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

    /**
     * A replica is in a full resync, from its primary's {@code +FULLRESYNC} until all data are loaded: ROLE gives its
     * link as {@code sync} ({@code roleCommand} in {@code replication.c}, Redis 7.0 to 8.6). A run in which the resync
     * was over when the fault or step came is unknown.
     */
    record FullSync(String replica, Duration plus) implements Trigger {
        @Override
        public String describe() {
            return replica + " is in a full resync";
        }
    }

    /**
     * A Sentinel's next PING of the primary is that part of its period away.
     *
     * <p>A Sentinel pings when its last PONG is older than the period ({@code sentinelSendPeriodicCommands}), so that a
     * fault at fraction f is met by the first unanswered PING (1 - f) periods and a tick later. A run in which the fault
     * or step came at another fraction is unknown.
     *
     * @param fraction of the period that has passed since the last PONG; from 0 to below 1
     * @param period min(down-after, 1 s), in scenario time
     */
    record PingPhase(String sentinel, double fraction, Duration period) implements Trigger {
        @Override
        public Duration plus() {
            return Duration.ofNanos(Math.round(period.toNanos() * fraction));
        }

        @Override
        public String describe() {
            return "the primary answered a PING of " + sentinel;
        }

        /** The same at another fraction. */
        public PingPhase at(double other) {
            return new PingPhase(sentinel, other, period);
        }
    }
}
