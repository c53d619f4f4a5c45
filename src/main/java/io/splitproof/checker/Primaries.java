package io.splitproof.checker;

import io.splitproof.topology.Group;
import io.splitproof.topology.Node;
import java.util.Objects;

/** Who was primary of a group when, as Sentinels or a Cluster's nodes said or an operator promoted it. */
final class Primaries {
    private Primaries() {}

    /** The new primary of the last {@code +switch-master} before that moment, or the one at boot; of a shard, its owner. */
    static String at(Evidence evidence, Group group, long nanos) {
        if (evidence.topology().isCluster()) {
            return Objects.requireNonNullElse(
                    new ClusterViews(evidence).primariesAt(nanos).get(group.name()), group.primary());
        }
        return announced(evidence, group, nanos);
    }

    /** The same of a group that is no shard: also of one beside a Cluster. */
    static String announced(Evidence evidence, Group group, long nanos) {
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
        return promoted(evidence, group, nanos, primary);
    }

    /** The last node that an operator promoted before that moment, where no Sentinel announces anything. */
    private static String promoted(Evidence evidence, Group group, long nanos, String otherwise) {
        return OperatorSteps.of(evidence).stream()
                .filter(s -> s.taken() != null && s.taken().toNanos() < nanos)
                .flatMap(s -> s.step().promoted().stream())
                .filter(node -> Groups.has(group, node))
                .reduce((first, last) -> last)
                .orElse(otherwise);
    }
}
