package io.splitproof.checker;

import io.splitproof.topology.Group;
import io.splitproof.topology.Node;

/** Who was primary of a group when, as Sentinels announced it. */
final class Primaries {
    private Primaries() {}

    /** The new primary of the last {@code +switch-master} before that moment, or the one at boot. */
    static String at(Evidence evidence, Group group, long nanos) {
        String primary = group.primary();
        for (SentinelMessage message : SentinelMessage.all(evidence.history())) {
            if (message.atNanos() < nanos
                    && message.is("+switch-master")
                    && group.name().equals(message.group())
                    && message.subject() != null) {
                primary = evidence.topology()
                        .nodeAt(message.subject())
                        .map(Node::name)
                        .orElse(primary);
            }
        }
        return primary;
    }
}
