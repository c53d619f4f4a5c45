package io.splitproof.report.html;

import io.splitproof.checker.Evidence;
import io.splitproof.checker.FinalLedgers;
import io.splitproof.checker.Findings;
import io.splitproof.history.Event;
import io.splitproof.history.OperationKind;
import io.splitproof.history.Outcome;
import io.splitproof.history.Phase;
import io.splitproof.report.html.PageData.Bins;
import io.splitproof.report.html.PageData.Row;
import io.splitproof.report.html.PageData.Span;
import io.splitproof.workload.ClientSpec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sums up all operations of a history in one pass: whatever their number, as much as fits on a page comes out. */
final class Operations {
    /** Counts of all clients together: more would not fit into the page. */
    private static final int BINS = 24_000;

    /** More than a wide screen has room for. */
    private static final int BINS_OF_CLIENT = 1_000;

    /** Of one node: more than a wide screen tells apart. */
    private static final int STRETCHES = 500;

    private static final long SECOND = 1_000_000_000L;
    private static final long[] WIDTHS_MILLIS = {20, 50, 100, 200, 500};

    private final FinalLedgers ledgers;
    private final Binning bins;
    private final long gapNanos;
    private final Map<String, Spans> acknowledged = new HashMap<>();
    private final Map<String, Spans> lost = new HashMap<>();
    private final Map<String, Counts> clients = new LinkedHashMap<>();
    private final Stretches stretches = new Stretches();
    private final Map<Long, Event.Invoked> open = new HashMap<>();

    private Operations(Evidence evidence, Findings findings) {
        this.ledgers = FinalLedgers.of(evidence, findings);
        this.bins = binning(evidence);
        this.gapNanos = gap(evidence);
        evidence.clients().forEach(c -> clients.put(c.name(), new Counts(bins.count())));
    }

    /** A pause in acknowledging that ends a stretch: as in the search for split brain, or longer in a long run. */
    private long gap(Evidence evidence) {
        return evidence.clients().stream()
                .filter(ClientSpec::writes)
                .mapToLong(c -> 4 * c.interval().toNanos())
                .reduce(Math.max(SECOND, bins.width() * bins.count() / STRETCHES), Math::max);
    }

    static Operations of(Evidence evidence, Findings findings) {
        var operations = new Operations(evidence, findings);
        for (Event event : evidence.history().events()) {
            if (event instanceof Event.Invoked invoked) {
                operations.open.put(invoked.op(), invoked);
            } else if (event instanceof Event.Completed completed) {
                operations.end(completed);
            }
        }
        operations.open.clear();
        return operations;
    }

    private record Binning(long from, long width, int count) {
        int of(long nanos) {
            return (int) Math.max(0, Math.min(count - 1L, (nanos - from) / width));
        }
    }

    private static Binning binning(Evidence evidence) {
        List<Event> events = evidence.history().events();
        long end = events.isEmpty() ? 0 : events.get(events.size() - 1).atNanos();
        long from = evidence.history().startOf(Phase.CONTROL).orElse(0L);
        long length = Math.max(1, end - from);
        long most = Math.max(
                60,
                Math.min(BINS_OF_CLIENT, BINS / Math.max(1, evidence.clients().size())));
        long width = width(length, most, twoIntervals(evidence));
        return new Binning(from, width, (int) Math.max(1, (length + width - 1) / width));
    }

    /** Shorter bins would show the clients' own rhythm; of rare operations, no more than a second is lumped together. */
    private static long twoIntervals(Evidence evidence) {
        return evidence.clients().stream()
                .mapToLong(c -> Math.min(SECOND, 2 * c.interval().toNanos()))
                .max()
                .orElse(0);
    }

    /** The least round width that makes no more bins than that, and none shorter than that. */
    private static long width(long length, long most, long least) {
        for (long unit = 1; ; unit *= 10) {
            for (long millis : WIDTHS_MILLIS) {
                long width = millis * unit * 1_000_000L;
                if (length / width < most && width >= least) {
                    return width;
                }
            }
        }
    }

    private void end(Event.Completed completed) {
        Event.Invoked invoked = open.remove(completed.op());
        if (invoked == null) {
            return;
        }
        Counts counts = clients.computeIfAbsent(invoked.client(), c -> new Counts(bins.count()));
        int bin = bins.of(completed.atNanos());
        Outcome outcome = completed.outcome();
        if (outcome instanceof Outcome.Ok) {
            counts.ok()[bin]++;
            boolean gone = invoked.kind() == OperationKind.WRITE && acknowledged(invoked, completed);
            counts.lost()[bin] += gone ? 1 : 0;
        } else if (outcome instanceof Outcome.Info) {
            counts.indeterminate()[bin]++;
        } else {
            counts.rejected()[bin]++;
        }
        stretches.add(invoked, completed);
    }

    /** True if that write is lost. */
    private boolean acknowledged(Event.Invoked invoked, Event.Completed completed) {
        Long value = invoked.value();
        boolean gone = value != null && ledgers.lacks(invoked.key(), value);
        String node = completed.outcome().node();
        if (node != null) {
            acknowledged.computeIfAbsent(node, n -> new Spans()).count(completed.atNanos(), gapNanos, "acknowledges");
            if (gone) {
                lost.computeIfAbsent(node, n -> new Spans()).count(completed.atNanos(), gapNanos, "lost");
            }
        }
        return gone;
    }

    Bins bins() {
        return new Bins(PageData.seconds(bins.from()), PageData.seconds(bins.width()), bins.count());
    }

    Counts of(String client) {
        return clients.getOrDefault(client, new Counts(bins.count()));
    }

    List<Span> acknowledgedBy(String node) {
        return counted(acknowledged, node);
    }

    List<Span> lostOn(String node) {
        return counted(lost, node);
    }

    private static List<Span> counted(Map<String, Spans> of, String node) {
        Spans spans = of.get(node);
        return spans == null ? List.of() : spans.counted();
    }

    /** Operations of a client that ended alike, one after the other, as lines for the list of events. */
    List<Row> rows() {
        return stretches.rows();
    }

    long rowsLeftOut() {
        return stretches.leftOut();
    }
}
