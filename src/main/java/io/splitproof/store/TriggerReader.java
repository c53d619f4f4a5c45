package io.splitproof.store;

import io.splitproof.fault.Trigger;
import io.splitproof.topology.NodeKind;
import java.time.Duration;
import java.util.Optional;

/** Reads what a fault waits for. */
final class TriggerReader {
    private static final String SENTINEL_SAYS = "sentinel-says";
    private static final String ACKNOWLEDGED = "acknowledged";

    private final Names names;
    private final Problems problems;

    TriggerReader(Names names, Problems problems) {
        this.names = names;
        this.problems = problems;
    }

    /** Empty where the file says none, which is told. */
    Optional<Trigger> read(Yaml after) {
        if (!after.isMapping()) {
            return Optional.empty();
        }
        if (after.has(SENTINEL_SAYS) == after.has(ACKNOWLEDGED)) {
            problems.add(
                    after.line(),
                    "expected either sentinel-says or acknowledged under after, but found "
                            + (after.has(ACKNOWLEDGED) ? "both" : "neither")
                            + "; write after: {sentinel-says: +odown}");
            return Optional.empty();
        }
        Duration plus = after.text("plus").flatMap(Quantities::time).orElse(Duration.ZERO);
        return after.has(SENTINEL_SAYS) ? sentinelSays(after, plus) : acknowledged(after, plus);
    }

    private Optional<Trigger> sentinelSays(Yaml after, Duration plus) {
        if (names.nodes(NodeKind.SENTINEL).isEmpty()) {
            problems.add(after.line(), "expected a Sentinel that could say that, but this topology has none");
        }
        return after.text(SENTINEL_SAYS).map(channel -> new Trigger.SentinelSays(channel, plus));
    }

    private Optional<Trigger> acknowledged(Yaml after, Duration plus) {
        if (names.writers().isEmpty()) {
            problems.add(after.line(), "expected a client that writes, but all of these read, so none is acknowledged");
        }
        return after.text(ACKNOWLEDGED)
                .filter(n -> n.matches("[0-9]{1,9}"))
                .map(n -> new Trigger.Acknowledged(Integer.parseInt(n), plus));
    }
}
