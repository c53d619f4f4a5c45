package io.splitproof.checker;

import io.splitproof.forecast.Stage;
import java.time.Duration;

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
        Interval elected = failover.stage(Stage.ELECTED);
        long until = elected == null ? finding.episode().endNanos() : elected.toNanos();
        long[] tries = SentinelMessage.all(evidence.history()).stream()
                .filter(m -> m.is("+try-failover") && finding.group().equals(m.group()))
                .filter(m -> finding.episode().contains(m.atNanos()) && m.atNanos() <= until)
                .mapToLong(SentinelMessage::atNanos)
                .sorted()
                .toArray();
        int rounds = 1;
        for (int i = 1; i < tries.length; i++) {
            rounds += tries[i] - tries[i - 1] > retry.toNanos() / 2 ? 1 : 0;
        }
        return rounds;
    }
}
