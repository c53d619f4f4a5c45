package io.splitproof.lab;

import io.splitproof.history.Outcome;
import io.splitproof.workload.ClientSpec;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What one client has met so far. Used under its owner's lock. */
final class ClientCount {
    private static final long SECOND = 1_000_000_000L;
    /** So many intervals without a success are an outage; fewer are the client's own rhythm. */
    private static final int MISSED = 3;

    private final ClientSpec spec;
    private final Deque<Long> lastSecond = new ArrayDeque<>();
    private @Nullable String node;
    private long ok;
    private long fail;
    private long info;
    private long lastOk = -1;
    private long longest;

    ClientCount(ClientSpec spec) {
        this.spec = spec;
    }

    void ended(Outcome outcome, long atNanos) {
        node = outcome.node();
        if (outcome instanceof Outcome.Ok) {
            ok++;
            longest = Math.max(longest, without(atNanos));
            lastOk = atNanos;
            lastSecond.addLast(atNanos);
        } else if (outcome instanceof Outcome.Fail) {
            fail++;
        } else {
            info++;
        }
        forget(atNanos);
    }

    private void forget(long now) {
        while (!lastSecond.isEmpty() && lastSecond.getFirst() <= now - SECOND) {
            lastSecond.removeFirst();
        }
    }

    private long without(long now) {
        long gap = lastOk < 0 ? 0 : now - lastOk;
        return gap > MISSED * spec.interval().toNanos() + SECOND / 10 ? gap : 0;
    }

    Snapshot.ClientState at(long now) {
        forget(now);
        long without = without(now);
        return new Snapshot.ClientState(
                spec.name(), lastSecond.size(), node, ok, fail, info, without / 1e9, Math.max(longest, without) / 1e9);
    }
}
