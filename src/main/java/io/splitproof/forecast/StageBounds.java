package io.splitproof.forecast;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Lower and upper bound of each stage, from the timers of {@code sentinel.c}.
 *
 * <p>The constants are the same in Redis 7.0.15, 8.0.2 and 8.6.3 and in Valkey 8.1.1 and 9.1.2: PING every
 * min(down-after, 1 s), a timer of 10 to 19 Hz that advances the state machine by one state a tick, INFO once a second
 * while the primary is ODOWN.
 */
final class StageBounds {
    /** The longest tick: {@code server.hz} is drawn from 10 to 19. */
    private static final long TICK = 100;

    /** A replica's reconnect (1 s), the default {@code repl-diskless-sync-delay} (5 s) and 1 s for a small data set. */
    private static final long FULL_SYNC = 7_000;

    /**
     * {@code sentinel_ask_period}. Only votes of the current epoch count ({@code sentinelGetLeader}), and the epoch is one
     * for all groups: an election of another group at the same time makes the votes stale, and they are asked for again
     * a period later. Measured with redis 7.0.15 and two groups: +elected-leader 1.1 s after +try-failover.
     */
    private static final long ASK = 1_000;

    private StageBounds() {}

    static Map<Stage, Bounds> of(Situation situation, LiveSettings.OfGroup settings, int promotable) {
        long down = settings.downAfter().toMillis();
        long ping = situation.isSilent() ? Math.min(down, 1_000) : 0;
        long seen = down + ping + 2 * TICK;
        long voted = seen + 3 * TICK + situation.otherGroupsDown() * (ASK + TICK);
        long sent = voted + 2 * TICK;
        var stages = new EnumMap<Stage, Bounds>(Stage.class);
        stages.put(Stage.SDOWN_FIRST, Bounds.ofMillis(down, seen));
        stages.put(Stage.SDOWN_QUORUM, Bounds.ofMillis(down, seen));
        stages.put(Stage.ODOWN, Bounds.ofMillis(down, seen + TICK));
        stages.put(Stage.TRY_FAILOVER, Bounds.ofMillis(down, seen + TICK));
        stages.put(Stage.ELECTED, Bounds.ofMillis(down + 50, voted));
        stages.put(Stage.SELECTED, Bounds.ofMillis(down + 100, voted + TICK));
        stages.put(Stage.PROMOTION_SENT, Bounds.ofMillis(down + 150, sent));
        stages.put(Stage.PROMOTED, Bounds.ofMillis(down + 150, sent + 1_000 + TICK));
        stages.put(Stage.SWITCH_FIRST, Bounds.ofMillis(down + 150, sent + 1_000 + 3 * TICK));
        stages.put(Stage.SWITCH_LAST, Bounds.ofMillis(down + 150, lastSwitch(settings, promotable - 1, sent)));
        putWritable(stages, settings, promotable - 1, Bounds.ofMillis(down + 150, sent));
        return Collections.unmodifiableMap(stages);
    }

    /** The leader announces last: after its replicas follow, in rounds of parallel-syncs, or at failover-timeout. */
    private static long lastSwitch(LiveSettings.OfGroup settings, int followers, long sent) {
        int width = Math.max(1, settings.parallelSyncs());
        int rounds = (Math.max(0, followers) + width - 1) / width;
        long reconfigured = rounds * (2_000 + FULL_SYNC) + 2 * TICK;
        long capped = Math.min(
                reconfigured,
                settings.failoverTimeout().plus(Duration.ofSeconds(1)).toMillis());
        return sent + 1_000 + TICK + Math.max(capped, 3 * TICK);
    }

    /** A gated primary acknowledges nothing until enough replicas follow it; with too few it never does. */
    private static void putWritable(
            Map<Stage, Bounds> stages, LiveSettings.OfGroup settings, int followers, Bounds plain) {
        if (!settings.gated()) {
            stages.put(Stage.WRITABLE, plain);
        } else if (followers >= settings.minReplicasToWrite()) {
            stages.put(Stage.WRITABLE, plain.withLaterUpper(Duration.ofMillis(1_000 + 3 * TICK + FULL_SYNC)));
        }
    }
}
