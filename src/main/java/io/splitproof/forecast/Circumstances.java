package io.splitproof.forecast;

import io.splitproof.fault.SimulatedFailure;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What else decides a failover besides faults.
 *
 * @param asked how an operator asked a Sentinel for a failover, at time zero; null if nobody did
 * @param crash what the elected Sentinel did to itself; null if nothing
 * @param unsynced replicas whose first full resync was not over: they hold nothing
 * @param resyncing replicas with older data that were in a full resync
 * @param handovers what replicas of a Cluster an operator asked to take over, in order
 * @param reinstated to which earlier primary an operator goes back after the fault; null where nobody does
 * @param primaries in a Cluster, the primary of each group that had slots at that moment; empty elsewhere
 * @param retired nodes that an operator had ended for good before
 * @param monitored the node that an operator had told every Sentinel to monitor; null where they go by their files or by
 *     a failover since
 * @param imported what an operator imported into a Cluster, at time zero; null if nothing
 */
public record Circumstances(
        @Nullable Asked asked,
        @Nullable Crash crash,
        List<String> unsynced,
        List<String> resyncing,
        List<Handover> handovers,
        @Nullable Reinstated reinstated,
        Map<String, String> primaries,
        List<String> retired,
        @Nullable String monitored,
        @Nullable Imported imported) {
    /** Nothing of all this. */
    public static final Circumstances NONE = new Circumstances(null, null, List.of(), List.of());

    /** Those of a group that is no shard of a Cluster. */
    public Circumstances(@Nullable Asked asked, @Nullable Crash crash, List<String> unsynced, List<String> resyncing) {
        this(asked, crash, unsynced, resyncing, List.of(), null, Map.of(), List.of(), null, null);
    }

    /** Those of a run in which nothing was imported. */
    public Circumstances(
            @Nullable Asked asked,
            @Nullable Crash crash,
            List<String> unsynced,
            List<String> resyncing,
            List<Handover> handovers,
            @Nullable Reinstated reinstated,
            Map<String, String> primaries,
            List<String> retired,
            @Nullable String monitored) {
        this(asked, crash, unsynced, resyncing, handovers, reinstated, primaries, retired, monitored, null);
    }

    /** Those of a shard of a Cluster. */
    public Circumstances(List<Handover> handovers, Map<String, String> primaries) {
        this(null, null, List.of(), List.of(), handovers, null, primaries, List.of(), null, null);
    }

    public Circumstances {
        primaries = Collections.unmodifiableMap(new LinkedHashMap<>(primaries));
        unsynced = List.copyOf(unsynced);
        resyncing = List.copyOf(resyncing);
        handovers = List.copyOf(handovers);
        retired = List.copyOf(retired);
    }

    /** {@code SENTINEL FAILOVER}, and with {@code COORDINATED} behind it. */
    public enum Asked {
        FORCED,
        COORDINATED
    }

    /**
     * An earlier primary that an operator lets take writes again.
     *
     * @param promotedBefore how long before the fault the primary that died had been promoted in its place
     */
    public record Reinstated(String node, Duration promotedBefore) {}

    /** A leader that ended itself; not of {@link SimulatedFailure#NONE}. */
    public record Crash(SimulatedFailure form, String sentinel) {}
}
