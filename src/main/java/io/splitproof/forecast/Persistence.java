package io.splitproof.forecast;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a node writes to its disk and when, as CONFIG GET reported it.
 *
 * @param appendFsync {@code always}, {@code everysec} or {@code no}
 * @param slowestSave the longest that a snapshot was seen to take
 */
public record Persistence(List<SavePoint> savePoints, boolean appendOnly, String appendFsync, Duration slowestSave) {
    /** {@code save <seconds> <changes>}: a snapshot once both have passed since the last one. */
    public record SavePoint(Duration after, long changes) {
        @Override
        public String toString() {
            return "save " + after.toSeconds() + " " + changes;
        }
    }

    /**
     * A save point fires in the first {@code serverCron} (100 ms) in which more than its whole seconds have passed
     * ({@code server.unixtime - server.lastsave > sp->seconds} in {@code server.c}; Redis 7.0 to 8.6, Valkey 8.1, 9.1).
     */
    private static final Duration CRON = Duration.ofMillis(1_100);

    /** While an fsync is under way, {@code everysec} puts off write(2) for so long ({@code flushAppendOnlyFile}). */
    private static final Duration POSTPONED = Duration.ofSeconds(2);

    public Persistence {
        savePoints = List.copyOf(savePoints);
    }

    /** Reads the answer of CONFIG GET; throws NumberFormatException if its save points are not numbers. */
    public static Persistence of(Map<String, String> config, Duration slowestSave) {
        var points = new ArrayList<SavePoint>();
        String[] words = config.getOrDefault("save", "").strip().split("\\s+", -1);
        for (int i = 0; i + 1 < words.length; i += 2) {
            points.add(new SavePoint(Duration.ofSeconds(Long.parseLong(words[i])), Long.parseLong(words[i + 1])));
        }
        return new Persistence(
                points,
                "yes".equals(config.get("appendonly")),
                config.getOrDefault("appendfsync", "everysec"),
                slowestSave);
    }

    /** The process alone dies: what it handed to the kernel is safe. */
    RecoveryPoint afterKill() {
        if (!appendOnly) {
            return afterLastSnapshot();
        }
        return appendFsync.equals("everysec")
                ? RecoveryPoint.upTo(
                        POSTPONED,
                        "the kernel has every write before its reply goes out, or, while a slow fsync is under way, up"
                                + " to 2 s later (appendfsync everysec)")
                : RecoveryPoint.nothingLost(
                        "the kernel has every write before its reply goes out (appendfsync " + appendFsync + ")");
    }

    /** The kernel dies too: what it had not yet written may be gone. */
    RecoveryPoint afterHostCrash() {
        if (!appendOnly) {
            return afterLastSnapshot();
        }
        return switch (appendFsync) {
            case "always" ->
                RecoveryPoint.nothingLost("the disk has every write before its reply goes out (appendfsync always)");
            case "everysec" ->
                RecoveryPoint.upTo(POSTPONED, "the disk has every write 1 to 2 s later (appendfsync everysec)");
            default -> RecoveryPoint.everythingLost(false, "the kernel writes when it likes (appendfsync no)");
        };
    }

    /** SIGTERM: a process with save points or an append-only file writes what it has before it exits. */
    RecoveryPoint afterStop() {
        if (appendOnly) {
            return RecoveryPoint.nothingLost("a graceful shutdown writes and syncs the append-only file");
        }
        return savePoints.isEmpty()
                ? RecoveryPoint.everythingLost(true, "there is no persistence")
                : RecoveryPoint.nothingLost("a graceful shutdown saves a snapshot where save points are configured");
    }

    private RecoveryPoint afterLastSnapshot() {
        if (savePoints.isEmpty()) {
            return RecoveryPoint.everythingLost(true, "there is no persistence");
        }
        return soonest()
                .map(p -> RecoveryPoint.upTo(
                        p.after().plus(CRON).plus(slowestSave.multipliedBy(2)),
                        p + " alone writes to disk: its seconds count from the end of the last snapshot, which holds"
                                + " what was there when it began"))
                .orElseGet(() -> RecoveryPoint.everythingLost(
                        false, "no save point fires on a single change, so that few changes may wait for ever"));
    }

    /** Only save points of one change bound a time; others wait for more changes. */
    private Optional<SavePoint> soonest() {
        return savePoints.stream().filter(p -> p.changes() <= 1).min(Comparator.comparing(SavePoint::after));
    }
}
