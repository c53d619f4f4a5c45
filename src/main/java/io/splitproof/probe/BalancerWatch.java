package io.splitproof.probe;

import io.splitproof.history.Clock;
import io.splitproof.history.Event.BalancerSeen;
import io.splitproof.history.Journal;
import io.splitproof.topology.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Watches to which nodes one balancer leads; only changes are recorded. One thread polls. */
public final class BalancerWatch {
    private static final BalancerStatistics NOWHERE = new BalancerStatistics(List.of(), List.of(), false);

    private final Node balancer;
    private final BalancerConnection connection;
    private final Clock clock;
    private final Journal journal;
    private @Nullable BalancerSeen last;
    private long previousNanos;

    public BalancerWatch(Node balancer, Plane plane, Clock clock, Journal journal) {
        this.balancer = balancer;
        this.connection = plane.toBalancer(balancer);
        this.clock = clock;
        this.journal = journal;
    }

    /** One poll; never throws. */
    public void poll() {
        long asked = clock.nanos();
        var answer = connection.ask();
        long answered = clock.nanos();
        BalancerStatistics seen = answer.orElse(NOWHERE);
        BalancerSeen before = last;
        if (before == null || !same(before, answer.isPresent(), seen)) {
            last = new BalancerSeen(
                    answered,
                    before == null ? answered : previousNanos,
                    balancer.name(),
                    answer.isPresent(),
                    seen.writes(),
                    seen.reads());
            journal.append(last);
        }
        previousNanos = asked;
    }

    private static boolean same(BalancerSeen before, boolean answers, BalancerStatistics now) {
        return before.answers() == answers
                && before.writes().equals(now.writes())
                && before.reads().equals(now.reads());
    }
}
