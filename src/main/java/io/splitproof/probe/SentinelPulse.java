package io.splitproof.probe;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.sync.RedisCommands;
import io.splitproof.history.Clock;
import io.splitproof.history.Journal;
import io.splitproof.probe.Lateness.Ending;
import io.splitproof.probe.NodeConnection.Unreachable;
import io.splitproof.topology.Node;

/** Asks one Sentinel again and again whether it is there, only to record when it answers late. One thread polls. */
public final class SentinelPulse {
    private final NodeConnection connection;
    private final Lateness lateness;

    public SentinelPulse(Node sentinel, Plane plane, Clock clock, Journal journal) {
        this.connection = plane.fresh(sentinel);
        this.lateness = new Lateness(sentinel.name(), clock, journal);
    }

    /** One question; never throws. */
    public void poll() {
        lateness.measure(this::ping);
    }

    private Ending ping() {
        try {
            connection.ask(RedisCommands::ping);
            return Ending.ANSWERED;
        } catch (RedisCommandExecutionException e) {
            return Ending.ANSWERED;
        } catch (Unreachable e) {
            return e.silent() ? Ending.SILENT : Ending.UNREACHABLE;
        }
    }
}
