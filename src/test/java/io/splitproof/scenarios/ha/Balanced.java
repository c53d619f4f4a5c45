package io.splitproof.scenarios.ha;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.Event;
import io.splitproof.history.Event.BalancerSeen;
import io.splitproof.history.Event.Completed;
import io.splitproof.history.Event.FaultApplied;
import io.splitproof.history.Event.HealApplied;
import io.splitproof.history.Event.Invoked;
import io.splitproof.history.Event.StepStarted;
import io.splitproof.history.Outcome.Ok;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Looks at the recording of a run behind a balancer itself; it shares no code with the checkers. */
final class Balanced {
    private final Outcome outcome;

    Balanced(Outcome outcome) {
        this.outcome = outcome;
    }

    long fault() {
        return first(FaultApplied.class, e -> true);
    }

    long begun(String step) {
        return first(StepStarted.class, e -> e.step().equals(step));
    }

    /** When the balancer was first seen to lead writes to exactly these nodes, after that moment. */
    long ledWritesTo(List<String> nodes, long after) {
        return first(
                BalancerSeen.class,
                e -> e.atNanos() > after && e.answers() && e.writes().equals(nodes));
    }

    /** When the balancer was first seen to lead no writes to that node, after that moment. */
    long ledNoWritesTo(String node, long after) {
        return first(
                BalancerSeen.class,
                e -> e.atNanos() > after && e.answers() && !e.writes().contains(node));
    }

    long healed() {
        return first(HealApplied.class, e -> true);
    }

    static Duration between(long from, long to) {
        return Duration.ofNanos(to - from);
    }

    /** Acknowledged operations of a client by node, of those that ended between two moments. */
    Map<String, Long> successes(String client, long from, long to) {
        Set<Long> own = new HashSet<>();
        outcome.history()
                .of(Invoked.class)
                .filter(i -> i.client().equals(client))
                .forEach(i -> own.add(i.op()));
        return outcome.history()
                .of(Completed.class)
                .filter(c -> own.contains(c.op()) && c.outcome() instanceof Ok)
                .filter(c -> c.atNanos() >= from && c.atNanos() <= to)
                .collect(Collectors.groupingBy(
                        c -> String.valueOf(c.outcome().node()), TreeMap::new, Collectors.counting()));
    }

    private <E extends Event> long first(Class<E> kind, Predicate<E> which) {
        var events = outcome.history().of(kind).filter(which).toList();
        assertThat(events).as("events of kind " + kind.getSimpleName()).isNotEmpty();
        return events.get(0).atNanos();
    }
}
