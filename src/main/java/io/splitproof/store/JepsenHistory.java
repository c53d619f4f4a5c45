package io.splitproof.store;

import io.splitproof.history.Event.Completed;
import io.splitproof.history.Event.FinalRead;
import io.splitproof.history.Event.Invoked;
import io.splitproof.history.History;
import io.splitproof.history.OperationKind;
import io.splitproof.history.Outcome;
import io.splitproof.history.Phase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A history in the form in which Elle checks lists that are appended to.
 *
 * <p>A write is an append of its sequence number to its client's ledger. A final read is a read of the whole list, by a
 * process for each node. Reads of the newest entry during the load are left out: Elle knows whole lists alone. Threads
 * are numbered writers first, then nodes; a thread whose process ended in info goes on as that process plus the number
 * of threads, as in Jepsen.
 */
final class JepsenHistory {
    private final Map<String, Long> processes = new LinkedHashMap<>();
    private final Map<Long, JepsenOperation> open = new HashMap<>();
    private final Deque<JepsenOperation> finalReads = new ArrayDeque<>();
    private final int threads;

    private JepsenHistory(History history) {
        history.of(Invoked.class)
                .filter(i -> i.kind() == OperationKind.WRITE)
                .forEach(i -> processes.putIfAbsent(i.client(), (long) processes.size()));
        Map<String, Long> readers = new LinkedHashMap<>();
        history.of(FinalRead.class)
                .forEach(r -> readers.putIfAbsent(r.node(), (long) processes.size() + readers.size()));
        threads = processes.size() + readers.size();
        finalReads.addAll(reads(history, readers));
    }

    /** Gives every operation in order of time. */
    static void tell(History history, Consumer<JepsenOperation> told) {
        var jepsen = new JepsenHistory(history);
        for (var event : history.events()) {
            JepsenOperation next = event instanceof Invoked i
                    ? jepsen.begun(i)
                    : event instanceof Completed c ? jepsen.ended(c) : null;
            if (next != null) {
                jepsen.readsUntil(next.atNanos(), told);
                told.accept(next);
            }
        }
        jepsen.readsUntil(Long.MAX_VALUE, told);
    }

    private void readsUntil(long nanos, Consumer<JepsenOperation> told) {
        while (!finalReads.isEmpty() && finalReads.element().atNanos() <= nanos) {
            told.accept(finalReads.remove());
        }
    }

    private @Nullable JepsenOperation begun(Invoked event) {
        Long process = processes.get(event.client());
        if (event.kind() != OperationKind.WRITE || process == null) {
            return null;
        }
        var begun = new JepsenOperation(
                "invoke", process, event.atNanos(), event.key(), event.value(), null, event.client(), null, null);
        open.put(event.op(), begun);
        return begun;
    }

    private @Nullable JepsenOperation ended(Completed event) {
        JepsenOperation begun = open.remove(event.op());
        if (begun == null) {
            return null;
        }
        Outcome outcome = event.outcome();
        String error =
                outcome instanceof Outcome.Fail f ? f.error() : outcome instanceof Outcome.Info i ? i.error() : null;
        String type = outcome instanceof Outcome.Ok ? "ok" : outcome instanceof Outcome.Fail ? "fail" : "info";
        if (type.equals("info")) {
            processes.put(begun.client(), begun.process() + threads);
        }
        return new JepsenOperation(
                type,
                begun.process(),
                event.atNanos(),
                begun.key(),
                begun.append(),
                null,
                begun.client(),
                outcome.node(),
                error);
    }

    /**
     * Both ends of every final read. Only its answer was stamped: it began after the phase of final reads did, and after
     * the read before it on that node.
     */
    private static List<JepsenOperation> reads(History history, Map<String, Long> readers) {
        long phase = history.startOf(Phase.FINAL_READS).orElse(0L);
        var free = new HashMap<String, Long>();
        var reads = new ArrayList<JepsenOperation>();
        history.of(FinalRead.class).forEach(r -> {
            var ended = new JepsenOperation(
                    "ok",
                    readers.getOrDefault(r.node(), 0L),
                    r.atNanos(),
                    r.key(),
                    null,
                    r.values(),
                    r.node(),
                    r.node(),
                    null);
            reads.add(ended.invocation(Math.min(r.atNanos(), free.getOrDefault(r.node(), phase))));
            reads.add(ended);
            free.put(r.node(), r.atNanos());
        });
        reads.sort(Comparator.comparingLong(JepsenOperation::atNanos));
        return reads;
    }
}
