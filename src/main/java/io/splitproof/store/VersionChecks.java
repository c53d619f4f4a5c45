package io.splitproof.store;

import io.splitproof.fault.Step;
import io.splitproof.forecast.ReplicationStream;
import io.splitproof.forecast.Server;
import io.splitproof.topology.Node;
import io.splitproof.topology.Topology;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Whether replicas can read what the servers send that they are to replicate from, as far as the file names versions. */
record VersionChecks(Topology topology, String server, Yaml written, Problems problems) {
    /** @param steps those of the file, each checked where it stands */
    void check(List<StepReader.Placed> steps) {
        for (StepReader.Placed placed : steps) {
            Step step = placed.scheduled().step();
            if (step instanceof Step.Replicate replicate) {
                check(replicate.node(), replicate.of(), placed.line());
            } else if (step instanceof Step.MayReplicate may) {
                check(may.node(), may.of(), placed.line());
            }
        }
        topology.redisNodes().stream()
                .filter(n -> n.replicaOf() != null)
                .forEach(n -> check(n.name(), Objects.requireNonNull(n.replicaOf()), line(n)));
    }

    private int line(Node node) {
        return written.get("nodes")
                .flatMap(n -> n.get(node.name()))
                .flatMap(n -> n.get("server"))
                .map(Yaml::line)
                .orElse(written.line());
    }

    private void check(String node, String of, int line) {
        version(of)
                .flatMap(from -> version(node).flatMap(to -> ReplicationStream.obstacle(from, to)))
                .ifPresent(why -> problems.add(
                        line,
                        "expected " + node + " to be able to read the replication stream of " + of + ", but " + why
                                + "; give " + node + " a server that is at least as new"));
    }

    private Optional<Server> version(String node) {
        return topology.findNode(node)
                .map(Node::server)
                .or(() -> Optional.of(server))
                .flatMap(Server::named);
    }
}
