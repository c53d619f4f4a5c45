package io.splitproof.forecast;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The settings that decide a failover, as the running nodes reported them and not as a file says.
 *
 * @param groups one entry for each monitored group
 * @param persistence what each Redis node writes to its disk, by name
 * @param serverVersion as INFO gives it, such as {@code 7.0.15}; empty if it was not read
 * @param cluster of each node of a Cluster, by name; empty elsewhere
 */
public record LiveSettings(
        List<OfGroup> groups,
        Map<String, Persistence> persistence,
        String serverVersion,
        Map<String, ClusterSettings> cluster) {
    public LiveSettings {
        groups = List.copyOf(groups);
        cluster = Collections.unmodifiableMap(new LinkedHashMap<>(cluster));
        persistence = Collections.unmodifiableMap(new LinkedHashMap<>(persistence));
    }

    /** Settings of what is no Cluster. */
    public LiveSettings(List<OfGroup> groups, Map<String, Persistence> persistence, String serverVersion) {
        this(groups, persistence, serverVersion, Map.of());
    }

    /** Settings of groups whose nodes' disks are not asked for. */
    public LiveSettings(List<OfGroup> groups, String serverVersion) {
        this(groups, Map.of(), serverVersion);
    }

    /** What that node writes to its disk; throws NoSuchElementException if it was not asked. */
    public Persistence persistence(String node) {
        return Optional.ofNullable(persistence.get(node))
                .orElseThrow(() -> new NoSuchElementException("no settings of " + node
                        + " were read at boot; a forecast of what its disk holds needs CONFIG GET"));
    }

    /** How that node of a Cluster is set; throws NoSuchElementException if it was not asked. */
    ClusterSettings cluster(String node) {
        return Optional.ofNullable(cluster.get(node))
                .orElseThrow(() -> new NoSuchElementException("no settings of " + node
                        + " were read at boot; a forecast of a Cluster needs CONFIG GET of every node"));
    }

    /** The settings of that group; throws NoSuchElementException if nobody reported them. */
    public OfGroup group(String name) {
        return groups.stream()
                .filter(g -> g.group().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no Sentinel reported settings of group \"" + name
                        + "\" at boot; a forecast needs SENTINEL MASTER " + name));
    }

    /**
     * Settings of one group.
     *
     * @param knownSentinels every Sentinel ever seen, the asked one included; stale entries raise the majority
     * @param minReplicasToWrite 0: no gate
     * @param minReplicasMaxLag zero: no gate
     * @param persists whether the primary has anything on disk to start from, by {@code save} or {@code appendonly}
     */
    public record OfGroup(
            String group,
            Duration downAfter,
            Duration failoverTimeout,
            int parallelSyncs,
            int quorum,
            int knownSentinels,
            int minReplicasToWrite,
            Duration minReplicasMaxLag,
            boolean persists) {
        /** Settings of a group whose primary keeps its data on disk. */
        public OfGroup(
                String group,
                Duration downAfter,
                Duration failoverTimeout,
                int parallelSyncs,
                int quorum,
                int knownSentinels,
                int minReplicasToWrite,
                Duration minReplicasMaxLag) {
            this(
                    group,
                    downAfter,
                    failoverTimeout,
                    parallelSyncs,
                    quorum,
                    knownSentinels,
                    minReplicasToWrite,
                    minReplicasMaxLag,
                    true);
        }

        /** Votes that a candidate needs: the majority of all known Sentinels, or the quorum if that is larger. */
        public int votesNeeded() {
            return Math.max(knownSentinels / 2 + 1, quorum);
        }

        /** True if {@code min-replicas-to-write} and {@code min-replicas-max-lag} can stop a primary. */
        public boolean gated() {
            return minReplicasToWrite > 0 && minReplicasMaxLag.toSeconds() > 0;
        }
    }
}
