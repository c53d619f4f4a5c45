package io.splitproof.forecast;

import io.splitproof.fault.SimulatedFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What else decides a failover besides faults.
 *
 * @param asked how an operator asked a Sentinel for a failover, at time zero; null if nobody did
 * @param crash what the elected Sentinel did to itself; null if nothing
 * @param unsynced replicas whose first full resync was not over: they hold nothing
 * @param resyncing replicas with older data that were in a full resync
 */
public record Circumstances(
        @Nullable Asked asked, @Nullable Crash crash, List<String> unsynced, List<String> resyncing) {
    /** Nothing of all this. */
    public static final Circumstances NONE = new Circumstances(null, null, List.of(), List.of());

    public Circumstances {
        unsynced = List.copyOf(unsynced);
        resyncing = List.copyOf(resyncing);
    }

    /** {@code SENTINEL FAILOVER}, and with {@code COORDINATED} behind it. */
    public enum Asked {
        FORCED,
        COORDINATED
    }

    /** A leader that ended itself; not of {@link SimulatedFailure#NONE}. */
    public record Crash(SimulatedFailure form, String sentinel) {}
}
