package io.splitproof.report.html;

import io.splitproof.checker.Words;
import io.splitproof.history.Event;
import io.splitproof.history.OperationKind;
import io.splitproof.history.Outcome;
import io.splitproof.report.html.PageData.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Operations of one client that ended alike, one after the other: one line for each such stretch. */
final class Stretches {
    private static final int KEPT = 2_000;

    /** What failed is worth more than what went well. */
    private static final long WEIGHT_OF_ERRORS = 100;

    private final Map<String, Stretch> current = new HashMap<>();
    private final List<Stretch> done = new ArrayList<>();
    private long leftOut;

    private static final class Stretch {
        private final Event.Invoked first;
        private final Outcome outcome;
        private final long from;
        private long to;
        private long count;

        Stretch(Event.Invoked first, Event.Completed end) {
            this.first = first;
            this.outcome = end.outcome();
            this.from = end.atNanos();
        }

        boolean goesOn(Event.Invoked invoked, Outcome next) {
            return first.kind() == invoked.kind()
                    && outcome.getClass() == next.getClass()
                    && Objects.equals(outcome.node(), next.node())
                    && Objects.equals(error(outcome), error(next));
        }

        long weight() {
            return outcome instanceof Outcome.Ok ? count : count * WEIGHT_OF_ERRORS;
        }

        Row row() {
            String what = Words.count(count, first.kind() == OperationKind.WRITE ? "write" : "read");
            String node = outcome.node();
            String error = error(outcome);
            String how = outcome instanceof Outcome.Ok
                    ? (first.kind() == OperationKind.WRITE ? "acknowledged" : "answered")
                    : outcome instanceof Outcome.Info ? "indeterminate" : "rejected";
            return new Row(
                    PageData.seconds(from),
                    "operations",
                    first.client(),
                    what + " " + how + (node == null ? "" : " by " + node) + (error == null ? "" : ": " + error)
                            + (count == 1 ? "" : ", until " + Words.moment(to)));
        }
    }

    private static @Nullable String error(Outcome outcome) {
        if (outcome instanceof Outcome.Fail fail) {
            return fail.error();
        }
        return outcome instanceof Outcome.Info info ? info.error() : null;
    }

    void add(Event.Invoked invoked, Event.Completed completed) {
        Stretch stretch = current.get(invoked.client());
        if (stretch == null || !stretch.goesOn(invoked, completed.outcome())) {
            close(stretch);
            stretch = new Stretch(invoked, completed);
            current.put(invoked.client(), stretch);
        }
        stretch.to = completed.atNanos();
        stretch.count++;
    }

    private void close(@Nullable Stretch stretch) {
        if (stretch != null) {
            done.add(stretch);
            if (done.size() >= 4 * KEPT) {
                prune();
            }
        }
    }

    /** Sorts few enough, rarely enough, that the whole stays linear. */
    private void prune() {
        if (done.size() > KEPT) {
            done.sort(Comparator.comparingLong(Stretch::weight).reversed().thenComparingLong(s -> s.from));
            leftOut += done.size() - KEPT;
            done.subList(KEPT, done.size()).clear();
        }
    }

    List<Row> rows() {
        current.values().forEach(this::close);
        current.clear();
        prune();
        return done.stream()
                .sorted(Comparator.comparingLong((Stretch s) -> s.from).thenComparing(s -> s.first.client()))
                .map(Stretch::row)
                .toList();
    }

    long leftOut() {
        return leftOut;
    }
}
