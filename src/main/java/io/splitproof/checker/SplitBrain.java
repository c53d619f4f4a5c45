package io.splitproof.checker;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether two nodes acknowledged writes to one group at once.
 *
 * @param overlaps in order of time; empty: none was seen
 * @param claims times in which ROLE of two nodes of a group said master: a remark, no split brain
 * @param writable times in which two nodes of a group would have acknowledged, as the write probe saw it
 * @param authorless clients behind a front of whose acknowledged writes nobody knows which node acknowledged them, so
 *     that any two of them could be an overlap; null for none
 */
public record SplitBrain(
        List<Overlap> overlaps,
        List<DualView> claims,
        List<DualView> writable,
        @Nullable List<String> authorless) {
    public SplitBrain {
        overlaps = List.copyOf(overlaps);
        claims = List.copyOf(claims);
        writable = List.copyOf(writable);
        authorless = authorless == null ? null : List.copyOf(authorless);
    }

    /** Two nodes in the same state at once. */
    public record DualView(String group, List<String> nodes, Interval during) {}

    /** How long two nodes acknowledged in the whole run; empty if it is not known of every write who acknowledged it. */
    public Optional<Duration> total() {
        return authorless != null
                ? Optional.empty()
                : Optional.of(overlaps.stream().map(o -> o.during().length()).reduce(Duration.ZERO, Duration::plus));
    }

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
