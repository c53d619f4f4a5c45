package io.splitproof.cli;

import io.splitproof.history.Event.Completed;
import io.splitproof.history.Event.Invoked;
import io.splitproof.history.Outcome;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts each client's outcomes for what is shown under the events. Used under its owner's lock. */
final class Counters {
    private static final class Count {
        private long ok;
        private long fail;
        private long info;
        private long okBefore;
        private long lastOkNanos = -1;
        private String node = "";
    }

    /**
     * What one client has met.
     *
     * @param rate successes in a second since the last look
     * @param node who answered last; nobody where no connection did
     * @param sinceOkNanos how long ago its last success was; 0 before the first
     */
    record Row(String client, double rate, String node, long ok, long fail, long info, long sinceOkNanos) {}

    private final Map<String, Count> clients = new LinkedHashMap<>();
    private final Map<Long, String> open = new HashMap<>();
    private long lastNanos;

    void invoked(Invoked event) {
        open.put(event.op(), event.client());
        clients.computeIfAbsent(event.client(), c -> new Count());
    }

    void completed(Completed event) {
        Count count = clients.get(open.remove(event.op()));
        if (count == null) {
            return;
        }
        String node = event.outcome().node();
        count.node = node == null ? "nobody" : node;
        if (event.outcome() instanceof Outcome.Ok || event.outcome() instanceof Outcome.Served) {
            count.ok++;
            count.lastOkNanos = event.atNanos();
        } else if (event.outcome() instanceof Outcome.Fail) {
            count.fail++;
        } else {
            count.info++;
        }
    }

    /** Rates since the last call, and totals. */
    List<Row> rows(long nowNanos) {
        double seconds = Math.max(1e-3, (nowNanos - lastNanos) / 1e9);
        lastNanos = nowNanos;
        return clients.entrySet().stream()
                .map(e -> row(e.getKey(), e.getValue(), seconds, nowNanos))
                .toList();
    }

    private static Row row(String client, Count count, double seconds, long nowNanos) {
        double rate = (count.ok - count.okBefore) / seconds;
        count.okBefore = count.ok;
        long since = count.lastOkNanos < 0 ? 0 : Math.max(0, nowNanos - count.lastOkNanos);
        return new Row(client, rate, count.node, count.ok, count.fail, count.info, since);
    }

    /** The same in one line. */
    static String line(List<Row> rows) {
        return rows.stream()
                .map(r -> String.format(
                        Locale.ROOT,
                        "%s %4.0f/s at %s (ok %d, fail %d, info %d)",
                        r.client(),
                        r.rate(),
                        r.node(),
                        r.ok(),
                        r.fail(),
                        r.info()))
                .collect(Collectors.joining("  "));
    }
}
