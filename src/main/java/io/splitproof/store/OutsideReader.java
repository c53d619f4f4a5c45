package io.splitproof.store;

import io.splitproof.topology.Group;
import io.splitproof.topology.NodeKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code outside}: a group beside a Cluster, primary first, and how many Sentinels must agree on it. */
final class OutsideReader {
    private static final String DEFAULT_NAME = "mymaster";

    private final @Nullable Yaml outside;
    private final Names names;
    private final Problems problems;

    OutsideReader(Yaml topology, Names names, Problems problems) {
        this.outside = topology.get("outside").orElse(null);
        this.names = names;
        this.problems = problems;
    }

    /** The group as far as it can be read; {@link #check} tells what is wrong with it. */
    Optional<Group> read() {
        List<String> nodes = names.outside();
        return outside == null || nodes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Group(
                        outside.text("group").orElse(DEFAULT_NAME),
                        nodes.get(0),
                        nodes.stream().skip(1).toList(),
                        quorum().orElse(0)));
    }

    /** @param seen the shard of each node that has one; those of the group are added */
    void check(Map<String, String> seen) {
        if (outside == null) {
            return;
        }
        List<String> redis = names.nodes(NodeKind.REDIS);
        for (Yaml item : outside.get("nodes").map(Yaml::items).orElse(List.of())) {
            String name = item.text().orElse("");
            String other = seen.putIfAbsent(name, "outside");
            if (!redis.contains(name)) {
                problems.add(
                        item.line(), Nearest.unknown("node", name, redis, "the Redis nodes of this topology are "));
            } else if (other != null) {
                problems.add(
                        item.line(),
                        "expected each node in one shard or outside, but " + name + " is in " + other + " too");
            }
        }
        checkQuorum(outside, names.nodes(NodeKind.SENTINEL).size());
    }

    private void checkQuorum(Yaml group, int sentinels) {
        Optional<Integer> quorum = quorum();
        int line = group.get("quorum").map(Yaml::line).orElse(group.line());
        if (sentinels == 0 && quorum.isPresent()) {
            problems.add(
                    line,
                    "expected no quorum where no Sentinel watches the group outside; drop it, or add nodes such as"
                            + " sentinel-1 to boxes");
        } else if (sentinels > 0 && quorum.isEmpty()) {
            problems.add(
                    line,
                    "topology.outside: expected the key \"quorum\", but it is missing; write how many Sentinels must"
                            + " agree, such as quorum: " + (sentinels / 2 + 1));
        } else if (sentinels > 0 && quorum.get() > sentinels) {
            problems.add(
                    line,
                    "topology.outside.quorum: expected at most " + sentinels + ", the number of Sentinels, but found "
                            + quorum.get() + "; no failover could ever start");
        }
    }

    private Optional<Integer> quorum() {
        return Optional.ofNullable(outside)
                .flatMap(o -> o.text("quorum"))
                .filter(q -> q.matches("[0-9]{1,9}"))
                .map(Integer::valueOf);
    }
}
