package io.splitproof.workload;

import io.splitproof.topology.Slots;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a client uses a Redis Cluster.
 *
 * @param shard name of the group that has its slot at boot
 * @param hashTag what stands in braces in the key of its ledger, so that the ledger's slot is one of its shard
 * @param aware true if it looks up which node has a slot and follows redirections; false for a client that knows
 *     nothing of Clusters and stays with its one node
 * @param keys what one write of it touches
 */
public record ClusterUse(String shard, String hashTag, boolean aware, Keys keys) {
    /** The keys that one operation names. */
    public enum Keys {
        /** Its ledger alone. */
        ONE,
        /** Its ledger and a copy of it in the same slot, in one command. */
        SAME_SLOT,
        /** Its ledger and a copy of it in another slot, in one command. */
        TWO_SLOTS
    }

    /** The first of {@code name}, {@code name-1}, {@code name-2} ... that hashes into these slots. */
    public static String tagIn(Slots slots, String name) {
        return Stream.concat(Stream.of(name), IntStream.iterate(1, i -> i + 1).mapToObj(i -> name + "-" + i))
                .filter(tag -> slots.contains(Slots.of(tag)))
                .findFirst()
                .orElseThrow();
    }
}
