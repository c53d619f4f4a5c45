package io.splitproof.topology;

import java.util.List;

/**
 * One primary and its replicas, as Sentinels monitor them.
 *
 * @param name what {@code sentinel monitor} calls it, such as {@code mymaster}
 * @param primary name of the node that is primary at boot
 * @param replicas names of its direct and indirect replicas at boot
 * @param quorum Sentinels that must agree before ODOWN; 0 where no Sentinel watches
 */
public record Group(String name, String primary, List<String> replicas, int quorum) {
    public Group {
        replicas = List.copyOf(replicas);
    }
}
