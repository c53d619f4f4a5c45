package io.splitproof.forecast;

import io.splitproof.topology.Group;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code redis-cli --cluster import}: what a group outside a Cluster held was copied into it. Nothing carries over what that
 * group acknowledges after a key was copied, so that it is lost. Durations count from the beginning of the import.
 *
 * @param source the node whose keys were copied
 * @param done when the last key had been
 * @param stopped when the primary outside had been told to refuse writes, or ended; below zero where that came first, null
 *     if never
 * @param left when each client that used that group then was pointed at the Cluster: its last write outside lies between;
 *     at the end of the load for one that never was
 */
public record Imported(
        String source, Duration done, @Nullable Duration stopped, Map<String, Bounds> left) {
    public Imported {
        left = Collections.unmodifiableMap(new LinkedHashMap<>(left));
    }

    /** From the beginning of the import to the last acknowledgement outside, which is lost. */
    Exposure loss(Group shard) {
        Collection<Bounds> ends = ends(shard);
        if (ends.isEmpty()) {
            return Exposure.none("no client of " + shard.name() + " wrote to the group outside");
        }
        Duration stops = stopped;
        if (stops != null && (stops.isNegative() || stops.isZero())) {
            return Exposure.none("the primary outside refused writes before the import");
        }
        Duration latest = latest(ends, Comparator.comparing(Bounds::upper)).upper();
        Duration surest = latest(ends, Comparator.comparing(Bounds::lower)).lower();
        Duration upper = stops == null ? latest : min(latest, stops);
        Duration lower = min(surest, upper);
        return new Exposure(
                new Bounds(lower.compareTo(done) > 0 ? lower : Duration.ZERO, upper),
                "nothing carries over what " + source + "'s group acknowledges from the copy of a key until "
                        + (upper.equals(latest) ? "its clients are pointed at the Cluster" : "it refuses writes"));
    }

    /** Clients of one shard that are pointed one after another write to both meanwhile. */
    Exposure splitBrain(Group shard) {
        Exposure loss = loss(shard);
        Collection<Bounds> ends = ends(shard);
        Duration first =
                ends.stream().map(Bounds::lower).min(Comparator.naturalOrder()).orElse(Duration.ZERO);
        Duration longest = loss.bounds().upper().minus(first);
        return ends.size() < 2 || longest.isNegative() || longest.isZero()
                ? Exposure.none("no client of " + shard.name() + " writes to the Cluster while another writes outside")
                : new Exposure(
                        new Bounds(Duration.ZERO, longest),
                        "clients of " + shard.name() + " are pointed at the Cluster one after another");
    }

    private Collection<Bounds> ends(Group shard) {
        return left.entrySet().stream()
                .filter(e -> shard.serves(e.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static Bounds latest(Collection<Bounds> ends, Comparator<Bounds> by) {
        return ends.stream().max(by).orElseThrow();
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
