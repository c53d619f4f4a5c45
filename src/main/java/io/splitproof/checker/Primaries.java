package io.splitproof.checker;

import io.splitproof.topology.Group;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/** Who was primary of a group when, as Sentinels or a Cluster's nodes said or an operator promoted it. */
final class Primaries {
    private Primaries() {}

    private record Change(long atNanos, String primary) {}

    /**
     * The last that Sentinels announced, or that an operator promoted, before that moment, whichever came later; the
     * one at boot where nobody did. Of a shard, its owner.
     */
    static String at(Evidence evidence, Group group, long nanos) {
        if (evidence.topology().isCluster()) {
            return Objects.requireNonNullElse(
                    new ClusterViews(evidence).primariesAt(nanos).get(group.name()), group.primary());
        }
        return told(evidence, group, nanos);
    }

    /** The same of a group that is no shard: also of one beside a Cluster. */
    static String told(Evidence evidence, Group group, long nanos) {
        return Stream.concat(promoted(evidence, group), announced(evidence, group))
                .filter(change -> change.atNanos() < nanos)
                .max(Comparator.comparingLong(Change::atNanos))
                .map(Change::primary)
                .orElse(group.primary());
    }

    private static Stream<Change> announced(Evidence evidence, Group group) {
        return SentinelMessage.all(evidence.history()).stream()
                .filter(m -> m.is("+switch-master") && group.name().equals(m.group()) && m.subject() != null)
                .flatMap(m -> evidence.topology().nodeAt(m.subject()).stream()
                        .map(node -> new Change(m.atNanos(), node.name())));
    }

    private static Stream<Change> promoted(Evidence evidence, Group group) {
        return OperatorSteps.of(evidence).stream().flatMap(s -> {
            Interval taken = s.taken();
            return taken == null
                    ? Stream.empty()
                    : s.step().promoted().stream()
                            .filter(node -> Groups.has(group, node))
                            .map(node -> new Change(taken.toNanos(), node));
        });
    }
}
