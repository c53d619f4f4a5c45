package io.splitproof.store;

import io.splitproof.topology.NodeKind;
import java.util.List;

/** Whether the parts of a topology fit its kind. */
final class TopologyChecks {
    private final Yaml topology;
    private final Names names;
    private final Problems problems;

    TopologyChecks(Yaml topology, Names names, Problems problems) {
        this.topology = topology;
        this.names = names;
        this.problems = problems;
    }

    void check() {
        Yaml kind = topology.get("kind").orElse(null);
        String word = kind == null ? "" : kind.text().orElse("");
        switch (word) {
            case "cluster" -> {
                if (!topology.has("outside")) {
                    checkNoSentinelNodes(word);
                }
                new ShardReader(topology, names, problems).check();
            }
            case "single" -> {
                checkNoSentinels(word);
                checkRedis(word, 1, 1);
            }
            case "replication" -> {
                checkNoSentinels(word);
                checkRedis(word, 2, Integer.MAX_VALUE);
            }
            case "sentinel" -> checkSentinels();
            default -> {} // the schema has told
        }
        if (!word.equals("cluster")) {
            checkNoShards(word);
        }
        new VirtualIpChecks(topology, names, problems).check();
        checkOverrides();
        new BalancerChecks(topology, names, problems).check();
    }

    private void checkNoShards(String kind) {
        for (String key : List.of("shards", "joining", "outside")) {
            if (topology.has(key)) {
                problems.add(
                        line(key), "expected no \"" + key + "\" in a topology of kind " + kind + "; use kind: cluster");
            }
        }
    }

    private void checkSentinels() {
        checkRedis("sentinel", 1, Integer.MAX_VALUE);
        int sentinels = names.nodes(NodeKind.SENTINEL).size();
        if (sentinels == 0) {
            problems.add(
                    line("boxes"),
                    "expected Sentinels in a topology of kind sentinel, but no box has one; add nodes such as"
                            + " sentinel-1, or use kind: replication");
        }
        if (topology.has("groups")) {
            new GroupReader(topology, names, problems).check();
            return;
        }
        if (!topology.has("quorum")) {
            problems.add(
                    topology.line(),
                    "topology: expected the key \"quorum\", but it is missing; write how many Sentinels must agree,"
                            + " such as quorum: " + (sentinels / 2 + 1));
        }
        topology.text("quorum")
                .filter(q -> sentinels > 0 && q.matches("[0-9]{1,9}") && Integer.parseInt(q) > sentinels)
                .ifPresent(q -> problems.add(
                        line("quorum"),
                        "topology.quorum: expected at most " + sentinels + ", the number of Sentinels, but found " + q
                                + "; no failover could ever start"));
    }

    private void checkNoSentinels(String kind) {
        checkNoSentinelNodes(kind);
        for (String key : List.of("quorum", "sentinel", "groups")) {
            if (topology.has(key)) {
                problems.add(
                        line(key),
                        "expected no \"" + key + "\" in a topology of kind " + kind + "; use kind: sentinel");
            }
        }
    }

    private void checkNoSentinelNodes(String kind) {
        for (Names.Named node : names.nodes()) {
            if (node.kind() == NodeKind.SENTINEL) {
                problems.add(
                        node.line(),
                        "expected no Sentinel in a topology of kind " + kind + ", but found " + node.name()
                                + "; use kind: sentinel");
            }
        }
    }

    private void checkRedis(String kind, int least, int most) {
        int redis = names.nodes(NodeKind.REDIS).size();
        if (redis < least || redis > most) {
            String expected = most == 1 ? "exactly one Redis node" : least + " or more Redis nodes";
            problems.add(
                    line("boxes"), "expected " + expected + " in a topology of kind " + kind + ", but found " + redis);
        }
    }

    private void checkOverrides() {
        for (Yaml.Entry entry : topology.get("nodes").map(Yaml::entries).orElse(List.of())) {
            Names.Named node = names.node(entry.key()).orElse(null);
            if (node == null) {
                problems.add(
                        entry.line(), Nearest.unknown("node", entry.key(), names.nodeNames(), "this topology has "));
            } else if (node.kind() != NodeKind.REDIS && entry.value().has("replica-of")) {
                String kind = node.kind() == NodeKind.SENTINEL ? "a Sentinel" : "what is no Redis";
                problems.add(entry.line(), "expected no replica-of for " + kind + ", but " + node.name() + " has one");
            }
        }
    }

    private int line(String key) {
        return topology.entries().stream()
                .filter(e -> e.key().equals(key))
                .mapToInt(Yaml.Entry::line)
                .findFirst()
                .orElse(topology.line());
    }
}
