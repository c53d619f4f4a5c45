package io.splitproof.nemesis;

import io.splitproof.deployment.Deployment;
import io.splitproof.deployment.DeploymentException;
import io.splitproof.deployment.Parallel;
import io.splitproof.nemesis.LinkProber.Sent;
import io.splitproof.topology.Node;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * What reached the bus of a node, by its own log.
 *
 * <p>No command is understood there, so that ACL LOG has nothing of it. But a node that meets bytes which are no bus
 * message ends that connection and logs it (clusterReadHandler: "Bad message length or signature received"; redis 7.0
 * to 8.6, valkey 8 and 9): evidence at the receiver. Newer servers add the peer's address, which names the box that
 * sent. Where none is logged, the lines are counted: as many as probes were sent to the node, or as were answered, tell
 * of each probe; any number between does not tell which.
 */
final class BusArrivals {
    private static final String COMPLAINT = "Bad message length or signature received";
    /** Before an address; without one the line ends with "from Cluster bus." or "on the Cluster bus.". */
    private static final String ADDRESS = COMPLAINT + " from [0-9].*";

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Deployment deployment;
    private final Executor executor;

    BusArrivals(Deployment deployment, Executor executor) {
        this.deployment = deployment;
        this.executor = executor;
    }

    /** The machine's clock, which the engine stamps logs with: an instant from which on arrivals count. */
    static Instant now() {
        return Instant.now();
    }

    /** Whether each of the probes of one round reached its bus; one that cannot be told is missing. */
    Map<Sent, Boolean> of(List<Sent> round) {
        var byNode = new HashMap<String, List<Sent>>();
        round.stream()
                .filter(s -> s.proxy().isBus())
                .forEach(s -> byNode.merge(s.proxy().toNode(), List.of(s), BusArrivals::joined));
        Map<Sent, Boolean> arrived = new ConcurrentHashMap<>();
        Parallel.each(executor, "reading what reached the bus", LIMIT, byNode.entrySet(), asked -> {
            List<Sent> probes = asked.getValue();
            Optional<List<String>> complaints = complaints(
                    deployment.topology().node(asked.getKey()), probes.get(0).at());
            probes.forEach(p -> complaints.flatMap(c -> arrived(p, probes, c)).ifPresent(a -> arrived.put(p, a)));
        });
        return arrived;
    }

    private static List<Sent> joined(List<Sent> some, List<Sent> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private Optional<Boolean> arrived(Sent probe, List<Sent> toSameNode, List<String> complaints) {
        if (probe.answered()) {
            return Optional.of(true);
        }
        if (!complaints.isEmpty() && complaints.stream().allMatch(line -> line.matches(".*" + ADDRESS))) {
            String from = " from " + deployment.ipOf(probe.proxy().box()) + ":";
            return Optional.of(complaints.stream().anyMatch(line -> line.contains(from)));
        }
        long answered = toSameNode.stream().filter(Sent::answered).count();
        if (complaints.size() <= answered) {
            return Optional.of(false);
        }
        return complaints.size() >= toSameNode.size() ? Optional.of(true) : Optional.empty();
    }

    private Optional<List<String>> complaints(Node node, Instant since) {
        try {
            return Optional.of(deployment
                    .logSince(node, since)
                    .lines()
                    .filter(line -> line.contains(COMPLAINT) && !stamp(line).isBefore(since))
                    .toList());
        } catch (DeploymentException e) {
            return Optional.empty();
        }
    }

    /** The engine's time stamp, with which every line begins. */
    private static Instant stamp(String line) {
        try {
            return Instant.parse(line.substring(0, Math.max(0, line.indexOf(' '))));
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }
}
