package io.splitproof.probe;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.sync.RedisCommands;
import io.splitproof.history.Clock;
import io.splitproof.history.Event.ClusterNodeSeen;
import io.splitproof.history.Event.ClusterSeen;
import io.splitproof.history.Journal;
import io.splitproof.probe.NodeConnection.Unreachable;
import io.splitproof.topology.Address;
import io.splitproof.topology.Node;
import io.splitproof.topology.Topology;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Watches what one node of a Cluster says of every node and of the whole; only changes are recorded. One thread polls. */
public final class ClusterWatch {
    private static final Set<String> FIELDS = Set.of(
            "cluster_state",
            "cluster_slots_assigned",
            "cluster_slots_ok",
            "cluster_slots_pfail",
            "cluster_slots_fail",
            "cluster_known_nodes",
            "cluster_size",
            "cluster_current_epoch",
            "cluster_my_epoch");

    private final Node observer;
    private final Topology topology;
    private final NodeConnection connection;
    private final Clock clock;
    private final Journal journal;
    private final Map<String, ClusterLine> last = new HashMap<>();
    private Map<String, String> lastFields = Map.of();
    private long previousNanos = -1;

    public ClusterWatch(Node observer, Plane plane, Clock clock, Journal journal) {
        this.observer = observer;
        this.topology = plane.topology();
        this.connection = plane.fresh(observer);
        this.clock = clock;
        this.journal = journal;
    }

    /** One poll; never throws. */
    public void poll() {
        try {
            long sent = clock.nanos();
            List<ClusterLine> lines = ClusterLine.parse(connection.ask(RedisCommands::clusterNodes));
            long received = clock.nanos();
            look(lines, received);
            previousNanos = sent;
            fields();
        } catch (Unreachable | RedisCommandExecutionException | IllegalArgumentException e) {
            // That it does not answer is what the write probe records.
        }
    }

    private void look(List<ClusterLine> lines, long received) {
        List<ClusterLine> changed =
                lines.stream().filter(l -> !l.equals(last.put(l.id(), l))).toList();
        if (changed.isEmpty()) {
            return;
        }
        Map<String, String> names = new HashMap<>();
        lines.forEach(l -> names.put(l.id(), name(l)));
        changed.forEach(l -> journal.append(seen(l, names, received)));
    }

    private ClusterNodeSeen seen(ClusterLine line, Map<String, String> names, long received) {
        String primary = line.primaryId();
        return new ClusterNodeSeen(
                received,
                previousNanos < 0 ? received : previousNanos,
                observer.name(),
                name(line),
                line.flags(),
                primary == null ? null : names.getOrDefault(primary, primary),
                line.configEpoch(),
                line.slots(),
                line.link());
    }

    /** The node's name in the topology; its own line may lack the address before it knows it. */
    private String name(ClusterLine line) {
        return line.is("myself")
                ? observer.name()
                : line.address()
                        .flatMap(topology::nodeAt)
                        .map(Node::name)
                        .orElse(line.address().map(Address::toString).orElse(line.id()));
    }

    private void fields() {
        var fields = new LinkedHashMap<>(NodeConnection.fields(connection.ask(RedisCommands::clusterInfo)));
        fields.keySet().retainAll(FIELDS);
        if (!fields.equals(lastFields)) {
            journal.append(new ClusterSeen(clock.nanos(), observer.name(), fields));
            lastFields = fields;
        }
    }
}
