package io.splitproof.nemesis;

import io.splitproof.deployment.Deployment;
import io.splitproof.deployment.DeploymentException;
import io.splitproof.topology.Node;
import java.time.Instant;
import java.util.Optional;

/**
 * What reached the bus of a node, by its own log.
 *
 * <p>No command is understood there, so that ACL LOG has nothing of it. But a node that meets bytes which are no bus
 * message ends that connection and logs the peer's address (clusterReadHandler: "Bad message length or signature
 * received from"; redis 7.0 to 8.6, valkey 8 and 9): evidence at the receiver, which names the box that sent.
 */
final class BusArrivals {
    private static final String COMPLAINT = "Bad message length or signature received";

    private final Deployment deployment;

    BusArrivals(Deployment deployment) {
        this.deployment = deployment;
    }

    /** Whether bytes from a box were noticed since an instant of the machine's clock; empty if the log is not there. */
    Optional<Boolean> seen(Node node, String fromBox, Instant since) {
        try {
            String from = deployment.ipOf(fromBox) + ":";
            return Optional.of(deployment
                    .logSince(node, since)
                    .lines()
                    .filter(line -> line.contains(COMPLAINT) && line.contains(from))
                    .anyMatch(line -> !stamp(line).isBefore(since)));
        } catch (DeploymentException e) {
            return Optional.empty();
        }
    }

    /** The engine's time stamp, with which every line begins. */
    private static Instant stamp(String line) {
        try {
            return Instant.parse(line.substring(0, line.indexOf(' ')));
        } catch (java.time.format.DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }
}
