package io.splitproof.workload;

import io.splitproof.history.OperationKind;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One client: a process with one connection and one operation at a time.
 *
 * @param name also the name of its box
 * @param ratePerSecond operations it tries to begin in a second of scenario time
 * @param sentinels the Sentinels it asks, in this order; empty where it connects to {@code node}
 * @param node the node it connects to directly, or null where Sentinels name the primary
 * @param timeout limit of a connect and of a command, in scenario time
 */
public record ClientSpec(
        String name,
        OperationKind kind,
        double ratePerSecond,
        List<String> sentinels,
        @Nullable String node,
        Duration timeout) {
    public ClientSpec {
        sentinels = List.copyOf(sentinels);
        if (!(ratePerSecond > 0)) {
            throw new IllegalArgumentException("a client's rate is above 0, not " + ratePerSecond);
        }
    }

    public boolean writes() {
        return kind == OperationKind.WRITE;
    }

    /** Time between two operations at the given rate: the resolution of what this client can measure. */
    public Duration interval() {
        return Duration.ofNanos(Math.round(1e9 / ratePerSecond));
    }

    /** The ledger that this client writes. */
    public String ledger() {
        return ledger(name);
    }

    /** The key of a writer's ledger: a list of its sequence numbers. */
    public static String ledger(String writer) {
        return "ledger:" + writer;
    }
}
