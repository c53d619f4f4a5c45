package io.splitproof.run;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.ScanIterator;
import io.splitproof.deployment.Deployment;
import io.splitproof.probe.NodeConnection.Unreachable;
import io.splitproof.probe.Plane;
import io.splitproof.run.Operator.NotDone;
import io.splitproof.topology.Node;
import io.splitproof.topology.Topology;
import java.time.Duration;
import java.util.List;

/**
 * Imports what a node outside a Cluster holds, by {@code redis-cli --cluster import} on a box of the Cluster.
 *
 * <p>What the command line prints is no proof: it goes on after a key that was not taken. So the keys are listed before,
 * and each must be on the node that serves its slot afterwards.
 */
final class ClusterImport {
    /** Real time. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Deployment deployment;
    private final Topology topology;
    private final Plane plane;

    ClusterImport(Deployment deployment, Plane plane) {
        this.deployment = deployment;
        this.topology = deployment.topology();
        this.plane = plane;
    }

    /** What was copied, in words. */
    String of(Node source) {
        List<String> keys = plane.to(source)
                .ask(c -> ScanIterator.scan(c).stream().distinct().toList());
        if (keys.isEmpty()) {
            throw new NotDone(source.name() + " holds no key, so that there is nothing to import");
        }
        Node member = ClusterOperator.anyMember(topology);
        String line = "--cluster import " + member.address() + " --cluster-from " + source.address()
                + " --cluster-from-askpass --cluster-copy";
        String printed = deployment.commandLineAsked(member, LIMIT, line);
        String said = deployment.software().cliBinary() + " " + line + ": " + ClusterOperator.last(printed);
        if (printed.strip().endsWith(Deployment.FAILED)) {
            throw new NotDone(said);
        }
        List<String> missing = keys.stream().filter(key -> !isServed(key)).toList();
        if (!missing.isEmpty()) {
            throw new NotDone(missing.size() + " of the " + keys.size() + " keys of " + source.name()
                    + " are not in the Cluster, such as " + missing.get(0) + "; " + said);
        }
        return said + "; each of the " + keys.size() + " keys that " + source.name() + " held is in the Cluster";
    }

    /** True if a node answers for the key, instead of sending the asker elsewhere, and has it. */
    private boolean isServed(String key) {
        return topology.members().stream().anyMatch(node -> has(node, key));
    }

    private boolean has(Node node, String key) {
        try {
            return plane.to(node).ask(c -> c.exists(key)) > 0;
        } catch (RedisCommandExecutionException | Unreachable e) {
            return false; // another node has its slot
        }
    }
}
