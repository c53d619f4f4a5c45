package io.splitproof.probe;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.sync.RedisCommands;
import io.splitproof.history.Clock;
import io.splitproof.history.Event.PongSeen;
import io.splitproof.history.Journal;
import io.splitproof.probe.Lateness.Ending;
import io.splitproof.probe.NodeConnection.Unreachable;
import io.splitproof.topology.Node;

/**
 * Asks one Sentinel again and again whether it is there, to record when it answers late; or when its primary answered
 * its last PING, to record that. One thread polls.
 */
public final class SentinelPulse {
    /** The Sentinel counts whole milliseconds, and the way there takes one: what differs by less is the same PONG. */
    private static final long SAME_NANOS = 100_000_000;

    private final NodeConnection connection;
    private final Lateness lateness;
    private final Clock clock;
    private final Journal journal;
    private final String group;
    private final boolean pongs;
    private long lastPongNanos = Long.MIN_VALUE / 2;

    /** @param pongs whether to ask for its primary's PONGs */
    public SentinelPulse(Node sentinel, Plane plane, Clock clock, Journal journal, boolean pongs) {
        this.connection = plane.fresh(sentinel);
        this.lateness = new Lateness(sentinel.name(), clock, journal);
        this.clock = clock;
        this.journal = journal;
        this.group = plane.topology().watched().get(0).name();
        this.pongs = pongs;
    }

    /** One question; never throws. */
    public void poll() {
        lateness.measure(this::ask);
    }

    private Ending ask() {
        try {
            if (pongs) {
                pong();
            } else {
                connection.ask(RedisCommands::ping);
            }
            return Ending.ANSWERED;
        } catch (RedisCommandExecutionException e) {
            return Ending.ANSWERED;
        } catch (Unreachable e) {
            return e.silent() ? Ending.SILENT : Ending.UNREACHABLE;
        }
    }

    private void pong() {
        long asked = clock.nanos();
        var seen = NodeConnection.pairs(connection.raw("SENTINEL", "MASTER", group));
        long answered = clock.nanos();
        long ago = Long.parseLong(seen.getOrDefault("last-ping-reply", "0")) * 1_000_000;
        long pong = (asked + answered) / 2 - ago;
        if (pong > lastPongNanos + SAME_NANOS) {
            journal.append(new PongSeen(answered, connection.node().name(), group, pong));
            lastPongNanos = pong;
        }
    }
}
