package io.splitproof.report.html;

import io.splitproof.checker.Words;
import io.splitproof.history.History;
import io.splitproof.report.html.PageData.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The list of events: as many as the page has room for, and of what else there is, how much.
 *
 * @param leftOut how many events of each kind are not in the list
 */
record EventRows(List<Row> rows, Map<String, Long> leftOut) {
    private static final int ROWS = 5_000;

    /** Characters of all their texts. */
    private static final int TEXT = 500_000;

    private static final int LONGEST = 400;

    /** Kinds in the order in which they are given up last. */
    static final List<String> KINDS = List.of(
            "fault", "phase", "step", "sentinel", "harness", "node", "client", "operations", "cluster", "probe");

    static EventRows of(History observed, Operations operations) {
        return of(observed, operations.rows(), operations.rowsLeftOut());
    }

    /** @param operationsLeftOut how many lines of operations there are besides those */
    static EventRows of(History observed, List<Row> operations, long operationsLeftOut) {
        List<Row> all = Stream.concat(
                        observed.events().stream().flatMap(e -> EventText.row(e).stream()), operations.stream())
                .sorted(Comparator.comparingInt(r -> KINDS.indexOf(r.kind())))
                .toList();
        var kept = new ArrayList<Row>();
        var leftOut = new TreeMap<String, Long>();
        int text = 0;
        for (Row row : all) {
            Row shown = shortened(row);
            text += shown.text().length();
            if (kept.size() < ROWS && text <= TEXT) {
                kept.add(shown);
            } else {
                leftOut.merge(row.kind(), 1L, Long::sum);
            }
        }
        if (operationsLeftOut > 0) {
            leftOut.merge("operations", operationsLeftOut, Long::sum);
        }
        kept.sort(Comparator.comparingDouble(Row::at));
        return new EventRows(List.copyOf(kept), leftOut);
    }

    private static Row shortened(Row row) {
        return row.text().length() <= LONGEST
                ? row
                : new Row(row.at(), row.kind(), row.who(), row.text().substring(0, LONGEST) + "…");
    }

    String leftOutWords() {
        return leftOut.entrySet().stream()
                .map(e -> Words.count(e.getValue()) + " of kind " + e.getKey())
                .collect(Collectors.joining(", "));
    }
}
