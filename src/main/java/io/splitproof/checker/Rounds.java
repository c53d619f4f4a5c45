package io.splitproof.checker;

import io.splitproof.forecast.Stage;
import io.splitproof.history.Event.ClusterSeen;
import java.time.Duration;
import java.util.stream.LongStream;

/**
 * Counts the rounds of an election.
 *
 * <p>Candidates of one round begin within the spread of their detection, and lose to each other or not; the next round
 * begins 2 x failover-timeout later ({@code sentinelStartFailoverIfNeeded} in {@code sentinel.c}).
 */
final class Rounds {
    private Rounds() {}

    /**
     * Rounds up to the one that led to a failover, that one included.
     *
     * @param retry from one round to the next
     */
    static int of(Evidence evidence, EpisodeFinding finding, Failover failover, Duration retry) {
        Interval elected =
                failover.stage(failover.stages().containsKey(Stage.TAKEOVER) ? Stage.TAKEOVER : Stage.ELECTED);
        long until = elected == null ? finding.episode().endNanos() : elected.toNanos();
        long[] tries = (finding.failover().cluster() ? elections(evidence) : tries(evidence, finding.group()))
                .filter(at -> finding.episode().contains(at) && at <= until)
                .sorted()
                .toArray();
        int rounds = 1;
        for (int i = 1; i < tries.length; i++) {
            rounds += tries[i] - tries[i - 1] > retry.toNanos() / 2 ? 1 : 0;
        }
        return rounds;
    }

    private static LongStream tries(Evidence evidence, String group) {
        return SentinelMessage.all(evidence.history()).stream()
                .filter(m -> m.is("+try-failover") && group.equals(m.group()))
                .mapToLong(SentinelMessage::atNanos);
    }

    /** When the epoch of a Cluster rose: with each request for votes. */
    static LongStream elections(Evidence evidence) {
        var rises = LongStream.builder();
        long highest = 0;
        for (ClusterSeen seen : evidence.history().of(ClusterSeen.class).toList()) {
            long epoch = Coverage.number(seen, "cluster_current_epoch");
            for (long risen = highest; highest > 0 && risen < epoch; risen++) {
                rises.add(seen.atNanos());
            }
            highest = Math.max(highest, epoch);
        }
        return rises.build();
    }
}
