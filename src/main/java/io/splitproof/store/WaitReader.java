package io.splitproof.store;

import io.splitproof.topology.NodeKind;
import io.splitproof.topology.Topology;
import io.splitproof.workload.Wait;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a client's writes wait for: {@code wait} or {@code wait-aof}. */
final class WaitReader {
    /** Servers that surely have no WAITAOF; the rest, such as {@code redis:7}, is asked before the load. */
    private static final Pattern WITHOUT_WAITAOF = Pattern.compile("redis:([1-6](\\..*)?|7\\.[01](\\..*)?)");

    private final Names names;
    private final Topology topology;
    private final String server;
    private final Problems problems;

    WaitReader(Names names, Topology topology, String server, Problems problems) {
        this.names = names;
        this.topology = topology;
        this.server = server;
        this.problems = problems;
    }

    @Nullable
    Wait read(Yaml client) {
        Yaml memory = client.get("wait").orElse(null);
        Yaml disk = client.get("wait-aof").orElse(null);
        Yaml any = memory == null ? disk : memory;
        if (any == null || !any.isMapping()) {
            return null;
        }
        check(client, any, memory != null && disk != null);
        if (topology.isCluster()) {
            problems.add(
                    any.line(),
                    "expected no wait or wait-aof in a Cluster, whose forecast of lost writes does not know them; drop"
                            + " it");
        }
        int replicas = replicas(any);
        Duration timeout = any.text("timeout").flatMap(Quantities::time).orElse(Duration.ofSeconds(1));
        if (disk == null) {
            return new Wait.Replicas(replicas, timeout);
        }
        checkServer(disk);
        int local = number(disk, "local", 1);
        if (local + replicas == 0) {
            problems.add(disk.line(), "expected local: 1, replicas: 1 or more, or both, but found nothing to wait for");
        }
        return new Wait.Disks(local, replicas, timeout);
    }

    private void check(Yaml client, Yaml wait, boolean both) {
        if (both) {
            problems.add(wait.line(), "expected either wait or wait-aof, but found both; WAITAOF counts replicas too");
        }
        if (!client.has("writes")) {
            problems.add(wait.line(), "expected wait or wait-aof only where a client writes, but this one does not");
        }
    }

    private int replicas(Yaml wait) {
        int replicas = number(wait, "replicas", 0);
        int others = names.nodes(NodeKind.REDIS).size() - 1;
        if (replicas > others) {
            problems.add(
                    wait.line(),
                    "expected to wait for at most " + others + " replicas, since the topology has no more, but found "
                            + replicas);
        }
        return replicas;
    }

    private void checkServer(Yaml disk) {
        if (WITHOUT_WAITAOF.matcher(server).matches()) {
            problems.add(
                    disk.line(),
                    "expected a server that knows WAITAOF (Redis 7.2 or newer, or Valkey), but the server is " + server
                            + "; write server: redis:8, server: valkey:8.1, or wait: {replicas: 1, timeout: 1s}");
        }
    }

    private static int number(Yaml wait, String key, int otherwise) {
        return wait.text(key)
                .filter(t -> t.matches("[0-9]"))
                .map(Integer::valueOf)
                .orElse(otherwise);
    }
}
