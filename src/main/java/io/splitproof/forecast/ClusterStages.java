package io.splitproof.forecast;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Lower and upper bound of each stage of a Cluster's failover.
 *
 * <p>From {@code clusterCron}, {@code markNodeAsFailingIfNeeded} and {@code clusterUpdateState}, the same in Redis 7.0.15
 * and 8.0.6 (cluster.c, cluster_legacy.c) and in Valkey 8.1.1 and 9.1.2; {@link ElectionDelay} is what differs.
 */
final class ClusterStages {
    /** {@code clusterCron} runs ten times a second: one to send a PING, one to find it unanswered, one to tell of it. */
    private static final Duration CRONS = Duration.ofMillis(300);

    /** Votes are asked for and given at once, but nodes.conf is synced to the disk before each. */
    private static final Duration VOTES = Duration.ofMillis(300);

    /** The new primary tells everybody; each finds its slots served when it handles that. */
    private static final Duration TOLD = Duration.ofMillis(300);

    /** From the request for votes until the last node knows of the new primary. */
    static final Duration TAKEN_AND_TOLD = VOTES.plus(TOLD);

    /** A replica's reconnect to the new primary (1 s), {@code repl-diskless-sync-delay} (5 s) and 1 s to sync. */
    private static final Duration FOLLOWED = Duration.ofSeconds(7);

    private ClusterStages() {}

    /**
     * When a node that gets no answer from another flags it {@code fail?}: it sends a PING to whom it has not heard from
     * for half the node timeout, and flags after the whole. A refused connection is no quicker: only a refusal that
     * {@code connect} itself returns starts the clock, and one from the same host comes later. Where bytes still arrive
     * one way, the silence must be longer than the time between two reconnects of a link, which is the node timeout.
     */
    static Bounds detection(Situation situation, ClusterSettings settings, Electorate electorate) {
        Duration timeout = settings.nodeTimeout();
        boolean silent = !electorate.failed()
                || electorate.seers().stream().noneMatch(s -> situation.hears(s, situation.primaryNode()));
        Duration longest = silent
                ? timeout.multipliedBy(3).dividedBy(2)
                : timeout.multipliedBy(5).dividedBy(2);
        return rates(situation).of(new Bounds(timeout, longest.plus(CRONS)));
    }

    /**
     * When a primary that has lost the others stops taking writes: it has flagged so many of them that a majority is no
     * longer there.
     */
    static Bounds minorityStops(Situation situation, ClusterSettings settings) {
        Duration timeout = settings.nodeTimeout();
        return rates(situation)
                .of(new Bounds(timeout, timeout.multipliedBy(3).dividedBy(2).plus(CRONS)));
    }

    /** @param delay from FAIL to the request for votes */
    static Map<Stage, Bounds> of(Situation situation, ClusterSettings settings, Electorate electorate, Bounds delay) {
        Bounds suspected = detection(situation, settings, electorate);
        Rates rates = rates(situation);
        Bounds failed =
                suspected.withLaterUpper(rates.longest(settings.nodeTimeout().dividedBy(2)));
        var stages = new EnumMap<Stage, Bounds>(Stage.class);
        stages.put(Stage.PFAIL_FIRST, suspected);
        stages.put(Stage.FAIL_FIRST, failed);
        stages.put(Stage.TAKEOVER, failed.plus(rates.of(delay)).withLaterUpper(VOTES));
        return Collections.unmodifiableMap(stages);
    }

    /**
     * The rest, where every slot is served again at that time; a gated primary waits for its replicas too.
     *
     * @param covered when the last shard has been taken over
     * @param followers replicas that can follow the new primary
     */
    static Map<Stage, Bounds> served(
            Map<Stage, Bounds> stages, Bounds covered, LiveSettings.OfGroup settings, long followers) {
        var more = new EnumMap<>(stages);
        Bounds writable = covered.withLaterUpper(TOLD);
        if (!settings.gated()) {
            more.put(Stage.WRITABLE, writable);
        } else if (followers >= settings.minReplicasToWrite()) {
            more.put(Stage.WRITABLE, writable.withLaterUpper(FOLLOWED));
        }
        more.put(Stage.STATE_OK, writable);
        return Collections.unmodifiableMap(more);
    }

    private static Rates rates(Situation situation) {
        return situation.rates(situation.topology().members().stream());
    }
}
