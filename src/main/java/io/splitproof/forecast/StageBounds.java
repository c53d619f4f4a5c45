package io.splitproof.forecast;

import io.splitproof.fault.SimulatedFailure;
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

    /**
     * {@code sentinel_publish_period}. The hello that a promotion forces can be lost, while the promoted node drops its
     * connections; the next one comes a period later. Seen in 1 of 200 runs with redis 7.0.15: 2.04 s after
     * +promoted-slave, and the leader announced before its observers.
     */
    private static final long HELLO = 2_000;

    /** From {@code FAILOVER TO} until the replica has the last write and is primary; generously, for a replica that keeps up. */
    private static final long HANDOVER = 1_000;

    private StageBounds() {}

    /** When a Sentinel that is not in TILT finds the primary down. */
    static Bounds detection(Situation situation, LiveSettings.OfGroup settings) {
        Duration down = settings.downAfter();
        long ping = situation.isSilent() ? Math.min(down.toMillis(), 1_000) : 0;
        Rates rates = situation.rates(situation.topology().sentinels().stream());
        return rates.of(new Bounds(down.minus(hurried(situation, down)), down.plusMillis(ping + 2 * TICK)));
    }

    /** How much sooner a clock that was set forward, too little for TILT, finds that down-after has passed. */
    private static Duration hurried(Situation situation, Duration down) {
        return situation.topology().sentinels().stream()
                .flatMap(situation::jumps)
                .filter(j -> !j.tilts() && j.at().plus(down).compareTo(Duration.ZERO) > 0)
                .map(Jump::by)
                .reduce(Duration.ZERO, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }

    static Map<Stage, Bounds> of(Situation situation, LiveSettings.OfGroup settings, int promotable) {
        Tilt tilt = Tilt.in(situation, settings);
        Bounds quorum = tilt.detection().laterOf(tilt.enough());
        // What follows takes the time of any node: ticks and INFO of Sentinels, reconnects of replicas.
        Rates rates = situation.rates(situation.topology().nodes().stream());
        var stages = following(settings, promotable - 1, 50, votesCounted(situation));
        stages.replaceAll((stage, after) -> quorum.plus(rates.of(after)));
        stages.put(Stage.SDOWN_FIRST, tilt.detection().laterOf(tilt.first()));
        stages.put(Stage.SDOWN_QUORUM, quorum);
        secondRound(situation, settings, stages);
        return Collections.unmodifiableMap(stages);
    }

    /**
     * The first leader ends itself, and whoever voted for it begins again after 2 x failover-timeout and up to a second
     * ({@code sentinelVoteLeader}). What is forecast is the round that succeeds.
     */
    private static void secondRound(Situation situation, LiveSettings.OfGroup settings, Map<Stage, Bounds> stages) {
        Circumstances.Crash crash = situation.circumstances().crash();
        if (crash == null) {
            return;
        }
        Rates rates = situation.rates(situation.topology().nodes().stream());
        Duration wait = settings.failoverTimeout().multipliedBy(2);
        Bounds later = rates.of(new Bounds(wait, wait.plusMillis(1_000 + 3 * TICK)));
        boolean promoted = crash.form() == SimulatedFailure.CRASH_AFTER_PROMOTION;
        stages.replaceAll((stage, bounds) -> stage.compareTo(Stage.TRY_FAILOVER) < 0
                ? bounds
                // The node that the first leader promoted takes writes at once; another one may be promoted after it.
                : stage == Stage.WRITABLE && promoted
                        ? new Bounds(bounds.lower(), bounds.plus(later).upper())
                        : bounds.plus(later));
    }

    /** An operator's request: no SDOWN, no votes unless it is coordinated; from the command on. */
    static Map<Stage, Bounds> asked(LiveSettings.OfGroup settings, int promotable, boolean coordinated) {
        // Votes are asked for once a second; a primary that hands over waits for its replica's offset. Without votes it
        // is the next tick, which on a busy machine comes later by less than anybody records. Measured: up to 121 ms.
        long elected = coordinated ? ASK + 3 * TICK : 2 * TICK;
        var stages = following(settings, promotable - 1, 0, elected);
        if (coordinated) {
            stages.replaceAll((stage, bounds) -> stage.compareTo(Stage.PROMOTION_SENT) > 0
                    ? bounds.withLaterUpper(Duration.ofMillis(HANDOVER))
                    : bounds);
        }
        return Collections.unmodifiableMap(stages);
    }

    /** When the votes for a leader are counted, at the latest, after the quorum's last {@code +sdown}. */
    private static long votesCounted(Situation situation) {
        return 3 * TICK + situation.otherGroupsDown() * (ASK + TICK);
    }

    /** From the quorum's last {@code +sdown} on, or from an operator's request. */
    private static Map<Stage, Bounds> following(
            LiveSettings.OfGroup settings, int followers, long soonest, long voted) {
        long sent = voted + 2 * TICK;
        var stages = new EnumMap<Stage, Bounds>(Stage.class);
        stages.put(Stage.ODOWN, Bounds.ofMillis(0, TICK));
        stages.put(Stage.TRY_FAILOVER, Bounds.ofMillis(0, TICK));
        stages.put(Stage.ELECTED, Bounds.ofMillis(soonest, voted));
        stages.put(Stage.SELECTED, Bounds.ofMillis(soonest + 50, voted + TICK));
        long soonestSent = soonest + 100;
        stages.put(Stage.PROMOTION_SENT, Bounds.ofMillis(soonestSent, sent));
        stages.put(Stage.PROMOTED, Bounds.ofMillis(soonestSent, sent + 1_000 + TICK));
        stages.put(Stage.SWITCH_FIRST, Bounds.ofMillis(soonestSent, sent + 1_000 + HELLO + 3 * TICK));
        stages.put(Stage.SWITCH_LAST, Bounds.ofMillis(soonestSent, lastSwitch(settings, followers, sent)));
        putWritable(stages, settings, followers, Bounds.ofMillis(soonestSent, sent));
        return stages;
    }

    /** The leader normally announces last: after its replicas follow, in rounds of parallel-syncs, or at failover-timeout. */
    private static long lastSwitch(LiveSettings.OfGroup settings, int followers, long sent) {
        int width = Math.max(1, settings.parallelSyncs());
        int rounds = (Math.max(0, followers) + width - 1) / width;
        long reconfigured = rounds * (2_000 + FULL_SYNC) + 2 * TICK;
        long capped = Math.min(
                reconfigured,
                settings.failoverTimeout().plus(Duration.ofSeconds(1)).toMillis());
        return sent + 1_000 + TICK + Math.max(capped, HELLO + 2 * TICK);
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
