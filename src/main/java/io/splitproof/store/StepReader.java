package io.splitproof.store;

import io.splitproof.fault.FailoverMode;
import io.splitproof.fault.Schedule;
import io.splitproof.fault.ScheduledStep;
import io.splitproof.fault.SimulatedFailure;
import io.splitproof.fault.Step;
import io.splitproof.fault.Trigger;
import io.splitproof.topology.NodeKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the operator's steps of a scenario file, in the order of the file: {@code s1}, {@code s2} and so on. */
final class StepReader {
    /** A step and where it stands. */
    record Placed(ScheduledStep scheduled, int line) {}

    private static final List<String> KINDS = List.of(
            "start",
            "promote",
            "replicate",
            "may-replicate",
            "observe",
            "stop-writes",
            "resume-writes",
            "retire",
            "failover",
            "coordinated-failover",
            "simulate-failure",
            "reset",
            "monitor",
            "point",
            "benchmark",
            "await",
            "cluster-failover",
            "add-node",
            "rebalance",
            "fix",
            "import");
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final int REQUESTS = 100_000;

    private final Names names;
    private final Problems problems;
    private final TriggerReader triggers;
    private final Set<String> started = new HashSet<>();

    StepReader(Names names, TriggerReader triggers, Problems problems) {
        this.names = names;
        this.triggers = triggers;
        this.problems = problems;
    }

    List<Placed> read(Yaml steps) {
        var read = new ArrayList<Placed>();
        int number = 0;
        for (Yaml item : steps.items()) {
            String id = "s" + ++number;
            Optional<Step> step = item.isMapping() ? step(item) : Optional.empty();
            Optional<Trigger> after = item.get("after").flatMap(triggers::read);
            Optional<Duration> at =
                    item.text("at").flatMap(Quantities::time).or(() -> after.map(t -> Schedule.CONTROL));
            if (step.isPresent() && at.isPresent()) {
                read.add(new Placed(
                        new ScheduledStep(id, at.get(), after.orElse(null), step.get(), item.line()), item.line()));
            }
        }
        return read;
    }

    private Optional<Step> step(Yaml item) {
        List<String> kinds = KINDS.stream().filter(item::has).toList();
        if (kinds.size() != 1) {
            boolean mistyped = item.entries().stream()
                    .anyMatch(e -> !KINDS.contains(e.key())
                            && !e.key().equals("at")
                            && !e.key().equals("after"));
            if (kinds.size() > 1 || !mistyped) {
                problems.add(
                        item.line(),
                        "expected one of " + String.join(", ", KINDS) + " in a step, but found "
                                + (kinds.isEmpty() ? "none" : String.join(" and ", kinds) + "; make two steps of it"));
            }
            return Optional.empty();
        }
        String kind = kinds.get(0);
        return item.get(kind).flatMap(value -> step(kind, value));
    }

    private Optional<Step> step(String kind, Yaml value) {
        return switch (kind) {
            case "start" -> start(value);
            case "promote" -> redis(value).map(Step.Promote::new);
            case "replicate" -> pair(value).map(p -> new Step.Replicate(p.node(), p.of()));
            case "may-replicate" -> pair(value).map(p -> new Step.MayReplicate(p.node(), p.of()));
            case "observe" -> value.text().flatMap(Quantities::time).map(Step.Observe::new);
            case "stop-writes" -> redis(value).map(Step.StopWrites::new);
            case "resume-writes" -> redis(value).map(Step.ResumeWrites::new);
            case "retire" -> retire(value);
            case "failover" -> node(value, NodeKind.SENTINEL).map(Step.Failover::new);
            case "coordinated-failover" -> node(value, NodeKind.SENTINEL).map(Step.CoordinatedFailover::new);
            case "simulate-failure" -> simulateFailure(value);
            case "reset" -> node(value, NodeKind.SENTINEL).map(Step.Reset::new);
            case "monitor" -> monitor(value);
            case "point" -> point(value);
            case "benchmark" ->
                value.get("node")
                        .flatMap(this::redis)
                        .map(n -> new Step.Benchmark(n, number(value, "requests", REQUESTS)));
            case "await" -> await(value);
            case "cluster-failover" -> clusterFailover(value);
            case "add-node" -> inCluster(value, kind).flatMap(this::redis).map(Step.AddNode::new);
            case "rebalance" -> rebalance(value, kind);
            case "fix" -> inCluster(value, kind).flatMap(this::redis).map(Step.Fix::new);
            case "import" -> imported(value, kind);
            default -> throw new AssertionError("unhandled kind of step " + kind);
        };
    }

    private Optional<Step> clusterFailover(Yaml value) {
        FailoverMode mode = Arrays.stream(FailoverMode.values())
                .filter(m -> value.text("mode").filter(m.word()::equals).isPresent())
                .findFirst()
                .orElse(FailoverMode.DEFAULT);
        return inCluster(value, "cluster-failover")
                .flatMap(v -> v.get("node"))
                .flatMap(this::redis)
                .map(n -> new Step.ClusterFailover(n, mode));
    }

    private Optional<Step> rebalance(Yaml value, String kind) {
        double weight = value.text("weight")
                .filter(t -> t.matches("[0-9]{1,3}(\\.[0-9]{1,6})?"))
                .map(Double::valueOf)
                .orElse(1.0);
        boolean interrupted = value.text("interrupted").filter("true"::equals).isPresent();
        return inCluster(value, kind)
                .flatMap(v -> v.get("to"))
                .flatMap(this::redis)
                .map(n -> new Step.Rebalance(n, weight, interrupted));
    }

    private Optional<Step> imported(Yaml value, String kind) {
        Optional<String> source = inCluster(value, kind).flatMap(this::redis);
        source.filter(n -> names.nodes(NodeKind.REDIS).contains(n))
                .filter(n -> !names.outside().contains(n))
                .ifPresent(n -> problems.add(
                        value.line(),
                        "expected a node outside the Cluster to import from, but " + n + " is of it; "
                                + (names.outside().isEmpty()
                                        ? "write topology: outside: {nodes: [redis-1]}"
                                        : "those outside are " + String.join(", ", names.outside()))));
        return source.map(Step.Import::new);
    }

    /** The value, if the topology is a Cluster; told if not. */
    private Optional<Yaml> inCluster(Yaml value, String kind) {
        if (!names.shards().isEmpty()) {
            return Optional.of(value);
        }
        problems.add(value.line(), "expected no \"" + kind + "\" where the topology is no Cluster; drop it");
        return Optional.empty();
    }

    private Optional<Step> start(Yaml value) {
        var nodes = new ArrayList<String>();
        for (Yaml item : value.oneOrMany()) {
            item.text().ifPresent(name -> {
                if (!names.nodeNames().contains(name)) {
                    problems.add(item.line(), Nearest.unknown("node", name, names.nodeNames(), "this topology has "));
                } else if (!started.add(name)) {
                    problems.add(item.line(), "expected each node to be started once, but " + name + " is twice");
                }
                nodes.add(name);
            });
        }
        return nodes.isEmpty() ? Optional.empty() : Optional.of(new Step.Start(nodes));
    }

    private Optional<Step> simulateFailure(Yaml value) {
        List<String> sentinels = sentinels(value);
        return value.text("form")
                .flatMap(word -> Arrays.stream(SimulatedFailure.values())
                        .filter(f -> f.word().equals(word))
                        .findFirst())
                .filter(form -> !sentinels.isEmpty())
                .map(form -> new Step.SimulateFailure(sentinels, form));
    }

    private List<String> sentinels(Yaml value) {
        return value.get("sentinels").map(Yaml::items).orElse(List.of()).stream()
                .flatMap(s -> node(s, NodeKind.SENTINEL).stream())
                .toList();
    }

    /** Whoever replicates, and from whom. */
    private record Pair(String node, String of) {}

    private Optional<Pair> pair(Yaml value) {
        Optional<String> node = value.get("node").flatMap(this::redis);
        Optional<String> of = value.get("of").flatMap(this::redis);
        if (node.isPresent() && node.equals(of)) {
            problems.add(
                    value.line(),
                    "expected two nodes, but " + node.get() + " cannot replicate from itself; name another target");
        }
        return node.flatMap(n -> of.map(o -> new Pair(n, o)));
    }

    private Optional<Step> retire(Yaml value) {
        List<String> nodes =
                value.oneOrMany().stream().flatMap(item -> any(item).stream()).toList();
        return nodes.isEmpty() ? Optional.empty() : Optional.of(new Step.Retire(nodes));
    }

    private Optional<Step> monitor(Yaml value) {
        Optional<String> sentinel = value.get("sentinel").flatMap(s -> node(s, NodeKind.SENTINEL));
        Optional<String> primary = value.get("primary").flatMap(this::redis);
        return sentinel.flatMap(s -> primary.map(p -> new Step.Monitor(s, p)));
    }

    private Optional<Step> point(Yaml value) {
        Yaml client = value.get("client").orElse(null);
        String name = client == null ? null : client.text().orElse(null);
        if (client == null || name == null) {
            return Optional.empty();
        }
        if (!names.clients().contains(name)) {
            problems.add(client.line(), Nearest.unknown("client", name, names.clients(), "this scenario has "));
        }
        List<String> where = Stream.of("node", "sentinels", "through", "cluster")
                .filter(value::has)
                .toList();
        if (where.size() != 1) {
            problems.add(
                    value.line(),
                    "expected one of node, sentinels, through or cluster, but found "
                            + (where.isEmpty() ? "none" : String.join(" and ", where)) + "; write point: {client: "
                            + name + ", node: redis-2}");
        }
        value.get("cluster").flatMap(c -> inCluster(c, "cluster")).ifPresent(c -> {
            if (names.isUnaware(name)) {
                problems.add(
                        c.line(),
                        "expected a client that knows of Clusters, but " + name + " is unaware; write node: instead");
            }
        });
        @Nullable String node = value.get("node").flatMap(this::redis).orElse(null);
        @Nullable
        String front = value.get("through")
                .flatMap(f -> known(f, "front", names.fronts(), "clients can go through "))
                .orElse(null);
        return Optional.of(new Step.Point(name, node, sentinels(value), front));
    }

    private Optional<Step> await(Yaml value) {
        Optional<String> node = value.get("node").flatMap(this::any);
        Map<String, String> info = new LinkedHashMap<>();
        value.get("info")
                .map(Yaml::entries)
                .orElse(List.of())
                .forEach(e -> e.value().text().ifPresent(text -> info.put(e.key(), text)));
        int replicas = number(value, "replicas", 0);
        String source = value.get("caught-up-with").flatMap(this::redis).orElse(null);
        if (replicas == 0 && info.isEmpty() && source == null) {
            problems.add(
                    value.line(),
                    "expected replicas, info or caught-up-with to await, but found none; write await: {node: redis-1, replicas: 2}");
        }
        Duration within = value.text("within").flatMap(Quantities::time).orElse(WITHIN);
        return node.map(n -> new Step.Await(n, replicas, info, source, within));
    }

    private static int number(Yaml value, String key, int otherwise) {
        return value.text(key)
                .filter(n -> n.matches("[0-9]{1,9}"))
                .map(Integer::valueOf)
                .orElse(otherwise);
    }

    private Optional<String> redis(Yaml yaml) {
        return node(yaml, NodeKind.REDIS);
    }

    private Optional<String> any(Yaml yaml) {
        return known(yaml, "node", names.nodeNames(), "this topology has ");
    }

    private Optional<String> node(Yaml yaml, NodeKind kind) {
        return kind == NodeKind.REDIS
                ? known(yaml, "node", names.nodes(kind), "the Redis nodes of this topology are ")
                : known(yaml, "Sentinel", names.nodes(kind), "this topology has ");
    }

    private Optional<String> known(Yaml yaml, String what, List<String> known, String lead) {
        Optional<String> name = yaml.text();
        name.filter(n -> !known.contains(n))
                .ifPresent(n -> problems.add(yaml.line(), Nearest.unknown(what, n, known, lead)));
        return name;
    }
}
