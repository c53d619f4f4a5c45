package io.splitproof.cli;

import io.splitproof.history.Event.Completed;
import io.splitproof.history.Event.Invoked;
import io.splitproof.history.Outcome;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Counts each client's outcomes for the line under the events. Used under its owner's lock. */
final class Counters {
    private static final class Count {
        private long ok;
        private long fail;
        private long info;
        private long okBefore;
        private String node = "";
    }

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
        if (event.outcome() instanceof Outcome.Ok) {
            count.ok++;
        } else if (event.outcome() instanceof Outcome.Fail) {
            count.fail++;
        } else {
            count.info++;
        }
    }

    /** Rates since the last call, and totals. */
    String line(long nowNanos) {
        double seconds = Math.max(1e-3, (nowNanos - lastNanos) / 1e9);
        lastNanos = nowNanos;
        var line = new StringBuilder();
        clients.forEach((client, c) -> {
            line.append(String.format(
                    Locale.ROOT,
                    "  %s %4.0f/s at %s (ok %d, fail %d, info %d)",
                    client,
                    (c.ok - c.okBefore) / seconds,
                    c.node,
                    c.ok,
                    c.fail,
                    c.info));
            c.okBefore = c.ok;
        });
        return line.toString().strip();
    }
}
