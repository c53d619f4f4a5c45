package io.splitproof.run;

import io.splitproof.deployment.DeploymentException;
import io.splitproof.probe.NodeConnection;
import io.splitproof.probe.Plane;
import io.splitproof.scenario.Scenario;
import io.splitproof.topology.Node;
import io.splitproof.workload.ClientSpec;
import io.splitproof.workload.Wait;
import java.util.List;
import java.util.Objects;

/**
 * Asks before the load whether every server can do what clients' writes wait for.
 *
 * <p>WAITAOF came with Redis 7.2; with {@code numlocal} above 0 it is an error where appendonly is off
 * ({@code waitaofCommand} in {@code replication.c}). Each write would then be indeterminate, and the run a long way to
 * say so.
 */
final class WaitCheck {
    private WaitCheck() {}

    /** Throws DeploymentException with the first node that cannot, and what to do. */
    static void check(Scenario scenario, Plane plane, List<Node> nodes) {
        for (ClientSpec client : scenario.clients()) {
            if (client.waitsFor() instanceof Wait.Disks wait) {
                nodes.stream().filter(Node::isRedis).forEach(n -> check(client.name(), wait, plane.to(n)));
            }
        }
    }

    private static void check(String client, Wait.Disks wait, NodeConnection node) {
        String wanted = client + " waits for " + wait.describe() + " after each write, and "
                + node.node().name();
        if (node.raw("COMMAND", "INFO", "WAITAOF").stream().noneMatch(Objects::nonNull)) {
            String version = node.info().getOrDefault("redis_version", "of an unknown version");
            throw new DeploymentException(wanted + " (" + version + ") does not know WAITAOF, which came with Redis"
                    + " 7.2; run it on another server, such as --server valkey:8.1");
        }
        if (wait.local() > 0 && !node.raw("CONFIG", "GET", "appendonly").contains("yes")) {
            throw new DeploymentException(wanted + " has no append-only file to wait for; write under topology:"
                    + " redis: {appendonly: \"yes\"}");
        }
    }
}
