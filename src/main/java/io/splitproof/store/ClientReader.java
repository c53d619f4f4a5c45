package io.splitproof.store;

import io.splitproof.history.OperationKind;
import io.splitproof.topology.NodeKind;
import io.splitproof.topology.Topology;
import io.splitproof.workload.ClientSpec;
import io.splitproof.workload.Driver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the clients of a scenario file. */
final class ClientReader {
    /** Limit of a connect and of a command where a client gives none. */
    static final Duration TIMEOUT = Duration.ofMillis(500);

    private final Names names;
    private final Topology topology;
    private final String primary;
    private final String server;
    private final ClusterUseReader uses;
    private final Problems problems;

    /** @param server the server that the file asks for, such as {@code redis:7} */
    ClientReader(Names names, Topology topology, String server, Problems problems) {
        this.names = names;
        this.topology = topology;
        this.primary = topology.groups().get(0).primary();
        this.server = server;
        this.uses = new ClusterUseReader(names, topology, problems);
        this.problems = problems;
    }

    List<ClientSpec> read(Yaml clients) {
        var read = new ArrayList<ClientSpec>();
        for (Yaml.Entry entry : clients.entries()) {
            client(entry).ifPresent(read::add);
        }
        boolean writer = clients.entries().stream().anyMatch(e -> e.value().has("writes"));
        clients.entries().stream()
                .filter(e -> !writer && e.value().has("reads"))
                .findFirst()
                .ifPresent(e -> problems.add(
                        e.line(),
                        "expected a client that writes, since readers read its ledger, but there is none; add one such"
                                + " as w1: {writes: 10/s}"));
        return read;
    }

    private Optional<ClientSpec> client(Yaml.Entry entry) {
        Yaml client = entry.value();
        if (!client.isMapping()) {
            return Optional.empty();
        }
        checkGroup(entry);
        if (client.has("requests") || client.has("role")) {
            return application(entry);
        }
        new ApplicationReader(names, problems).read(entry);
        boolean writes = client.has("writes");
        if (writes == client.has("reads")) {
            problems.add(
                    entry.line(),
                    "clients." + entry.key() + ": expected either writes or reads, but found "
                            + (writes ? "both; make two clients of it" : "neither; write writes: 100/s"));
        }
        Optional<Double> rate = client.text(writes ? "writes" : "reads").flatMap(Quantities::rate);
        String node = node(client);
        List<String> sentinels = sentinels(client);
        Duration timeout = client.text("timeout").flatMap(Quantities::time).orElse(TIMEOUT);
        Driver driver = new DriverReader(names, problems).read(client);
        String front = new FrontReader(names, topology, problems).read(entry);
        return rate.map(r -> {
            var spec = new ClientSpec(
                    entry.key(),
                    writes ? OperationKind.WRITE : OperationKind.READ,
                    r,
                    sentinels,
                    node,
                    timeout,
                    fallback(client),
                    uses.read(entry),
                    new WaitReader(names, topology, server, problems).read(client),
                    null,
                    null,
                    null);
            var behind = front == null ? spec : spec.goingThrough(front);
            return driver == null ? behind : behind.using(driver);
        });
    }

    private Optional<ClientSpec> application(Yaml.Entry entry) {
        Yaml client = entry.value();
        for (String key : List.of("writes", "reads")) {
            client.get(key)
                    .ifPresent(y -> problems.add(
                            y.line(), "expected no \"" + key + "\" for a client that makes requests; make two of it"));
        }
        String node = node(client);
        List<String> sentinels = sentinels(client);
        Duration timeout = client.text("timeout").flatMap(Quantities::time).orElse(TIMEOUT);
        String front = new FrontReader(names, topology, problems).read(entry);
        return Optional.ofNullable(new ApplicationReader(names, problems).read(entry))
                .flatMap(application -> client.text("requests")
                        .flatMap(Quantities::rate)
                        .map(rate -> ClientSpec.of(entry.key(), application, rate, sentinels, node, timeout)))
                .map(spec -> front == null ? spec : spec.goingThrough(front));
    }

    private void checkGroup(Yaml.Entry entry) {
        Yaml client = entry.value();
        Yaml group = client.get("group").orElse(null);
        if (group == null) {
            if (!names.groups().isEmpty()) {
                problems.add(
                        entry.line(),
                        "clients." + entry.key() + ": expected the key \"group\" where there are several groups, but it"
                                + " is missing; they are " + String.join(", ", names.groups()));
            }
        } else if (names.groups().isEmpty()) {
            problems.add(group.line(), "expected no \"group\" where the topology has no groups; drop it");
        } else {
            group.text()
                    .filter(name -> !names.groups().contains(name))
                    .ifPresent(name -> problems.add(
                            group.line(), Nearest.unknown("group", name, names.groups(), "this topology has ")));
        }
        if (client.has("reads") && !names.groups().isEmpty()) {
            problems.add(
                    entry.line(),
                    "expected clients that write where there are several groups, but " + entry.key()
                            + " reads; readers do not know one group's ledgers from another's");
        }
    }

    private @Nullable String node(Yaml client) {
        Yaml named = client.get("node").orElse(null);
        if (named == null && topology.isCluster()) {
            return null;
        }
        if (named == null) {
            return names.nodes(NodeKind.SENTINEL).isEmpty() ? primary : null;
        }
        return redis(named, primary);
    }

    private String redis(Yaml named, String otherwise) {
        List<String> redis = names.nodes(NodeKind.REDIS);
        String name = named.text().orElse(otherwise);
        if (!redis.contains(name)) {
            problems.add(named.line(), Nearest.unknown("node", name, redis, "the Redis nodes of this topology are "));
        }
        return name;
    }

    private @Nullable String fallback(Yaml client) {
        Yaml named = client.get("fallback").orElse(null);
        if (named == null) {
            return null;
        }
        if (!client.has("node") || !client.has("reads")) {
            problems.add(
                    named.line(),
                    "expected no fallback here; it is for a client that reads from a node, such as r1: {reads: 50/s,"
                            + " node: redis-2, fallback: redis-1}");
        }
        return redis(named, primary);
    }

    private List<String> sentinels(Yaml client) {
        List<String> known = names.nodes(NodeKind.SENTINEL);
        Yaml named = client.get("sentinels").orElse(null);
        if (named == null) {
            return client.has("node") || topology.isCluster() ? List.of() : known;
        }
        if (client.has("node")) {
            problems.add(
                    named.line(),
                    "expected either node or sentinels, but found both; a client that connects to a node asks no"
                            + " Sentinel");
        }
        for (Yaml item : named.items()) {
            item.text()
                    .filter(name -> !known.contains(name))
                    .ifPresent(name ->
                            problems.add(item.line(), Nearest.unknown("Sentinel", name, known, "this topology has ")));
        }
        return named.items().stream().flatMap(i -> i.text().stream()).toList();
    }
}
