package io.splitproof.topology;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * That a topology is a Redis Cluster: each of its groups is a shard, a primary with its replicas.
 *
 * @param shards the slots that each shard has at boot, by the name of its group; a group that is not in it has none yet
 * @param outside a group beside the Cluster, whose nodes know nothing of it and whose data an operator may import; null
 *     where every node is of the Cluster
 */
public record Cluster(Map<String, Slots> shards, @Nullable Group outside) {
    public Cluster {
        shards = Collections.unmodifiableMap(new LinkedHashMap<>(shards));
    }

    /** A Cluster with nothing beside it. */
    public Cluster(Map<String, Slots> shards) {
        this(shards, null);
    }

    /** The slots of a shard at boot; empty for one that joins with none. */
    public Optional<Slots> slotsOf(String shard) {
        return Optional.ofNullable(shards.get(shard));
    }
}
