package io.splitproof.checker;

import java.time.Duration;
import java.util.List;

/**
 * Whether two nodes acknowledged writes to one group at once.
 *
 * @param overlaps in order of time; empty: none was seen
 * @param claims times in which ROLE of two nodes of a group said master: a remark, no split brain
 * @param writable times in which two nodes of a group would have acknowledged, as the write probe saw it
 */
public record SplitBrain(List<Overlap> overlaps, List<DualView> claims, List<DualView> writable) {
    public SplitBrain {
        overlaps = List.copyOf(overlaps);
        claims = List.copyOf(claims);
        writable = List.copyOf(writable);
    }

    /** Two nodes in the same state at once. */
    public record DualView(String group, List<String> nodes, Interval during) {}

    /** How long two nodes acknowledged in that group and episode. */
    Duration total(String group, Episode episode) {
        return in(group, episode).stream().map(o -> o.during().length()).reduce(Duration.ZERO, Duration::plus);
    }

    /** The overlaps of that group that began in that episode. */
    public List<Overlap> in(String group, Episode episode) {
        return overlaps.stream()
                .filter(o ->
                        o.group().equals(group) && episode.contains(o.during().fromNanos()))
                .toList();
    }
}
