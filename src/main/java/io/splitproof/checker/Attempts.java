package io.splitproof.checker;

import io.splitproof.history.Event;
import io.splitproof.history.Event.Completed;
import io.splitproof.history.Event.Invoked;
import io.splitproof.history.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All operations of a history: in order of their start, in order of their end, and for each client. One pass. */
final class Attempts {
    private final List<Attempt> byEnd = new ArrayList<>();
    private final Map<String, List<Attempt>> byClient = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final List<@Nullable Attempt> slots = new ArrayList<>();
    private final Map<Long, Integer> open = new HashMap<>();
    private final Map<Integer, Invoked> openBySlot = new HashMap<>();
    private final Map<String, Integer> openOf = new HashMap<>();
    private final Map<String, Long> lastValue = new HashMap<>();

    private Attempts() {}

    static Attempts of(History history) {
        var attempts = new Attempts();
        for (Event event : history.events()) {
            if (event instanceof Invoked invoked) {
                attempts.begin(invoked);
            } else if (event instanceof Completed completed) {
                attempts.end(completed);
            }
        }
        attempts.finish();
        return attempts;
    }

    private void begin(Invoked invoked) {
        int slot = slots.size();
        slots.add(null);
        if (open.put(invoked.op(), slot) != null) {
            problems.add("operation " + invoked.op() + " is invoked twice");
        }
        openBySlot.put(slot, invoked);
        if (openOf.put(invoked.client(), slot) != null) {
            problems.add(invoked.client() + " began operation " + invoked.op() + " while another was open");
        }
        Long value = invoked.value();
        if (value != null) {
            Long before = lastValue.put(invoked.key(), value);
            if (before != null && before >= value) {
                problems.add(invoked.client() + " wrote " + value + " after " + before
                        + "; the values of a ledger must be unique and increase");
            }
        }
    }

    private void end(Completed completed) {
        Integer slot = open.remove(completed.op());
        Invoked invoked = slot == null ? null : openBySlot.remove(slot);
        if (slot == null || invoked == null) {
            problems.add("operation " + completed.op() + " completes at " + Words.moment(completed.atNanos())
                    + " without an invocation");
            return;
        }
        var attempt = new Attempt(invoked, completed);
        slots.set(slot, attempt);
        byEnd.add(attempt);
        openOf.remove(invoked.client(), slot);
    }

    private void finish() {
        openBySlot.forEach((slot, invoked) -> slots.set(slot, new Attempt(invoked, null)));
        for (Attempt attempt : all()) {
            byClient.computeIfAbsent(attempt.client(), c -> new ArrayList<>()).add(attempt);
        }
        long[] ops = all().stream().mapToLong(a -> a.invoked().op()).toArray();
        Arrays.sort(ops);
        for (int i = 1; i < ops.length; i++) {
            if (ops[i] == ops[i - 1]) {
                problems.add("operation number " + ops[i] + " is used more than once");
            }
        }
    }

    /** In order of their start. */
    @SuppressWarnings({"unchecked", "NullAway"}) // finish() has filled every slot
    List<Attempt> all() {
        return (List<Attempt>) (List<?>) slots;
    }

    /** Those that ended, in order of their end. */
    List<Attempt> byEnd() {
        return byEnd;
    }

    List<Attempt> of(String client) {
        return byClient.getOrDefault(client, List.of());
    }

    /** What is not well-formed; empty if all is. */
    List<String> problems() {
        return Collections.unmodifiableList(problems);
    }
}
