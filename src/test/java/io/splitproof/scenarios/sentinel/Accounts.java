package io.splitproof.scenarios.sentinel;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Cells;
import io.splitproof.history.Event.Completed;
import io.splitproof.history.Event.FinalRead;
import io.splitproof.history.Event.Invoked;
import io.splitproof.history.Outcome.Ok;
import io.splitproof.history.Range;
import io.splitproof.trial.Outcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Counts every writer's ledger again, in the plainest way there is, and holds the checker's account against it.
 *
 * <p>A second opinion: it shares no code with the checker.
 */
public final class Accounts {
    private Accounts() {}

    public static void addUp(Outcome outcome) {
        Map<String, Set<Long>> acknowledged = acknowledged(outcome);
        assertThat(acknowledged).isNotEmpty();
        var cells = outcome.judgement().findings().writes().get().writers();
        acknowledged.forEach((writer, values) -> {
            Set<Long> there = new HashSet<>(values);
            there.retainAll(finallyThere(outcome, writer));
            var account = cells.get(writer);
            assertThat(account).as("the account of " + writer).isNotNull();
            assertThat(account.survived()).as("survived writes of " + writer).isEqualTo(there.size());
            assertThat(account.lost()).as("lost writes of " + writer).isEqualTo(values.size() - there.size());
        });
    }

    /** What became of one writer's writes. */
    public static Cells of(Outcome outcome, String writer) {
        return Objects.requireNonNull(
                outcome.judgement().findings().writes().get().writers().get(writer), writer);
    }

    private static Map<String, Set<Long>> acknowledged(Outcome outcome) {
        var writes = new HashMap<Long, Invoked>();
        outcome.history().of(Invoked.class).filter(i -> i.value() != null).forEach(i -> writes.put(i.op(), i));
        var acknowledged = new HashMap<String, Set<Long>>();
        outcome.history()
                .of(Completed.class)
                .filter(c -> c.outcome() instanceof Ok && writes.containsKey(c.op()))
                .forEach(c -> {
                    var write = writes.get(c.op());
                    acknowledged
                            .computeIfAbsent(write.client(), w -> new HashSet<>())
                            .add(write.value());
                });
        return acknowledged;
    }

    private static Set<Long> finallyThere(Outcome outcome, String writer) {
        var there = new HashSet<Long>();
        outcome.history()
                .of(FinalRead.class)
                .filter(r -> r.role().equals("master") && r.key().equals("ledger:" + writer))
                .forEach(r -> r.values().forEach(range -> addAll(there, range)));
        return there;
    }

    private static void addAll(Set<Long> there, Range range) {
        for (long value = range.first(); value <= range.last(); value++) {
            there.add(value);
        }
    }
}
