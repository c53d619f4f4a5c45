package io.splitproof.scenarios.cluster;

import io.splitproof.history.Event;
import io.splitproof.history.Event.ClusterNodeSeen;
import io.splitproof.history.Event.ClusterSeen;
import io.splitproof.history.Event.Completed;
import io.splitproof.history.Event.FaultStarted;
import io.splitproof.history.Event.Invoked;
import io.splitproof.history.Event.StepDone;
import io.splitproof.history.Event.WriteProbed;
import io.splitproof.history.Outcome.Fail;
import io.splitproof.history.Outcome.Ok;
import io.splitproof.history.WriteAnswer;
import io.splitproof.trial.Outcome;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run of a Cluster recorded, for assertions on facts rather than on verdicts. */
final class Seen {
    private final Outcome outcome;

    private Seen(Outcome outcome) {
        this.outcome = outcome;
    }

    static Seen in(Outcome outcome) {
        return new Seen(outcome);
    }

    private <E extends Event> Stream<E> of(Class<E> kind) {
        return outcome.history().of(kind);
    }

    /** The first fault's start; the end of time if there is none. */
    private long faultAt() {
        return of(FaultStarted.class).mapToLong(Event::atNanos).min().orElse(Long.MAX_VALUE);
    }

    /** Nodes that flagged a node, such as {@code fail?}. */
    Set<String> whoFlagged(String node, String flag) {
        return of(ClusterNodeSeen.class)
                .filter(s -> s.node().equals(node) && s.is(flag))
                .map(ClusterNodeSeen::observer)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Nodes that said {@code cluster_state:fail} after the first fault. */
    Set<String> whoSaidThatTheClusterIsDown() {
        return of(ClusterSeen.class)
                .filter(s -> s.atNanos() > faultAt())
                .filter(s -> "fail".equals(s.fields().get("cluster_state")))
                .map(ClusterSeen::node)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** True if the write probe got that answer of a node after the first fault. */
    boolean answered(String node, WriteAnswer answer) {
        return of(WriteProbed.class)
                .anyMatch(p -> p.atNanos() > faultAt() && p.node().equals(node) && p.answer() == answer);
    }

    /** Slots of a node at the end, as it says itself. */
    String slotsOf(String node) {
        return of(ClusterNodeSeen.class)
                .filter(s -> s.observer().equals(node) && s.node().equals(node))
                .reduce((first, last) -> last)
                .map(ClusterNodeSeen::slots)
                .orElseThrow();
    }

    /** The node that a replica follows at the end, as it says itself; empty for a primary. */
    String primaryOf(String node) {
        return of(ClusterNodeSeen.class)
                .filter(s -> s.observer().equals(node) && s.node().equals(node))
                .reduce((first, last) -> last)
                .map(s -> String.valueOf(s.primary()))
                .orElseThrow();
    }

    /** Acknowledged operations of a client by the node that acknowledged them. */
    Map<String, Long> acknowledged(String client) {
        return ended(client)
                .filter(c -> c.outcome() instanceof Ok)
                .collect(Collectors.groupingBy(
                        c -> String.valueOf(((Ok) c.outcome()).node()), TreeMap::new, Collectors.counting()));
    }

    /** Operations of a client that failed for certain, by their error. */
    Map<String, Long> failures(String client) {
        return ended(client)
                .filter(c -> c.outcome() instanceof Fail)
                .collect(Collectors.groupingBy(c -> ((Fail) c.outcome()).error(), TreeMap::new, Collectors.counting()));
    }

    private Stream<Completed> ended(String client) {
        Map<Long, String> clients = of(Invoked.class).collect(Collectors.toMap(Invoked::op, Invoked::client));
        return of(Completed.class).filter(c -> client.equals(clients.get(c.op())));
    }

    /** What steps answered, by their id. */
    Map<String, String> steps() {
        return of(StepDone.class)
                .collect(Collectors.toMap(StepDone::step, StepDone::answer, (a, b) -> b, TreeMap::new));
    }

    /** Everything of one kind, as a text for messages. */
    <E extends Event> String all(Class<E> kind, Function<E, String> words) {
        return of(kind).map(words).collect(Collectors.joining("; "));
    }
}
