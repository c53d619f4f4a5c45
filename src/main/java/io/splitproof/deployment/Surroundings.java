package io.splitproof.deployment;

import io.splitproof.topology.Topology;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a part's configuration can speak of.
 *
 * @param boxIps the address of each box in the run's network
 * @param virtualIp the address that moves, or null where the topology has none
 * @param prefix length of the network's prefix, such as 16
 * @param secret the password of every Redis and Sentinel of the run
 */
record Surroundings(
        Topology topology,
        Map<String, String> boxIps,
        @Nullable String virtualIp,
        int prefix,
        Secret secret) {
    Surroundings {
        boxIps = Map.copyOf(boxIps);
    }
}
