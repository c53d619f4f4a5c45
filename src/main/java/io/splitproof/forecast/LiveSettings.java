package io.splitproof.forecast;

import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The settings that decide a failover, as the running nodes reported them and not as a file says.
 *
 * @param groups one entry for each monitored group
 * @param serverVersion as INFO gives it, such as {@code 7.0.15}; empty if it was not read
 */
public record LiveSettings(List<OfGroup> groups, String serverVersion) {
    public LiveSettings {
        groups = List.copyOf(groups);
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
