package io.splitproof.scenarios.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.Event;
import io.splitproof.history.Event.Completed;
import io.splitproof.history.Event.FaultStarted;
import io.splitproof.history.Event.FinalRead;
import io.splitproof.history.Event.HealStarted;
import io.splitproof.history.Event.Invoked;
import io.splitproof.history.Event.StepDone;
import io.splitproof.history.Event.StepStarted;
import io.splitproof.history.Outcome.Info;
import io.splitproof.history.Outcome.Ok;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Looks at a recording itself, in the plainest way there is.
 *
 * <p>A second opinion: it shares no code with the checkers.
 */
public final class Recorded {
    private final Outcome outcome;

    public Recorded(Outcome outcome) {
        this.outcome = outcome;
    }

    /** An operation that ended. */
    public record Ended(Invoked asked, Completed end) {
        public boolean ok() {
            return end.outcome() instanceof Ok;
        }

        public boolean timedOut() {
            return end.outcome() instanceof Info info && info.error().equals("timeout");
        }

        public String node() {
            return String.valueOf(end.outcome().node());
        }
    }

    public List<Ended> operations(String client) {
        var asked = new HashMap<Long, Invoked>();
        outcome.history()
                .of(Invoked.class)
                .filter(i -> i.client().equals(client))
                .forEach(i -> asked.put(i.op(), i));
        return outcome.history()
                .of(Completed.class)
                .filter(c -> asked.containsKey(c.op()))
                .map(c -> new Ended(asked.get(c.op()), c))
                .toList();
    }

    /** Successful operations of a client on each node. */
    public Map<String, Long> successes(String client) {
        var counts = new HashMap<String, Long>();
        operations(client).stream().filter(Ended::ok).forEach(e -> counts.merge(e.node(), 1L, Long::sum));
        return counts;
    }

    /** The longest time between two successes of a client. */
    public Duration longestWithoutSuccess(String client) {
        long[] ends = operations(client).stream()
                .filter(Ended::ok)
                .mapToLong(e -> e.end().atNanos())
                .sorted()
                .toArray();
        long longest = 0;
        for (int i = 1; i < ends.length; i++) {
            longest = Math.max(longest, ends[i] - ends[i - 1]);
        }
        return Duration.ofNanos(longest);
    }

    /** Acknowledged writes of a client whose end lies there. */
    public Set<Long> acknowledged(String client, Predicate<Ended> which) {
        var values = new HashSet<Long>();
        operations(client).stream()
                .filter(Ended::ok)
                .filter(which)
                .forEach(e -> values.add(e.asked().value()));
        return values;
    }

    /** A writer's ledger as a node has it in the end. */
    public Set<Long> finallyOn(String node, String client) {
        var there = new HashSet<Long>();
        outcome.history()
                .of(FinalRead.class)
                .filter(r -> r.node().equals(node) && r.key().equals(ledgerOf(client)))
                .forEach(r -> r.values().forEach(range -> {
                    for (long value = range.first(); value <= range.last(); value++) {
                        there.add(value);
                    }
                }));
        return there;
    }

    /** The key that a client's operations name. */
    private String ledgerOf(String client) {
        return outcome.history()
                .of(Invoked.class)
                .filter(i -> i.client().equals(client))
                .map(Invoked::key)
                .findFirst()
                .orElse("");
    }

    /** The checker's account of a writer is what counting again gives, on the node that is primary in the end. */
    public void accountAddsUp(String primary, String client) {
        Set<Long> acknowledged = acknowledged(client, e -> true);
        Set<Long> there = new HashSet<>(acknowledged);
        there.retainAll(finallyOn(primary, client));
        var cells = outcome.judgement().findings().writes().get().writers().get(client);
        assertThat(acknowledged).as("acknowledged writes of " + client).isNotEmpty();
        assertThat(cells).as("the account of " + client).isNotNull();
        assertThat(cells.survived()).as("survived writes of " + client).isEqualTo(there.size());
        assertThat(cells.lost()).as("lost writes of " + client).isEqualTo(acknowledged.size() - there.size());
    }

    /** The checker's counts of reads are what counting again gives, node by node. */
    public void readsAddUp(String client) {
        var judged = new HashMap<String, Long>();
        outcome.judgement().findings().reads().get().stream()
                .filter(r -> r.client().equals(client))
                .forEach(r -> judged.put(r.node(), r.reads()));
        assertThat(judged).as("reads of " + client).isEqualTo(successes(client));
    }

    public long faultBegan() {
        return first(FaultStarted.class, e -> true);
    }

    public long healBegan() {
        return first(HealStarted.class, e -> true);
    }

    public long begun(String step) {
        return first(StepStarted.class, e -> e.step().equals(step));
    }

    public long done(String step) {
        return first(StepDone.class, e -> e.step().equals(step));
    }

    public String answer(String step) {
        return outcome.history()
                .of(StepDone.class)
                .filter(e -> e.step().equals(step))
                .map(StepDone::answer)
                .findFirst()
                .orElse("");
    }

    private <E extends Event> long first(Class<E> kind, Predicate<E> which) {
        var events = outcome.history().of(kind).filter(which).toList();
        assertThat(events).as("events of kind " + kind.getSimpleName()).isNotEmpty();
        return events.get(0).atNanos();
    }
}
