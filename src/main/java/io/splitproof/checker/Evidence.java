package io.splitproof.checker;

import io.splitproof.fault.Schedule;
import io.splitproof.history.Event;
import io.splitproof.history.History;
import io.splitproof.literal.Literal;
import io.splitproof.topology.Topology;
import io.splitproof.workload.ClientSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a judge may look at: what was set up, what was planned, and what happened.
 *
 * @param literal a document's files and repairs; null for an experiment on boxes
 */
public record Evidence(
        Topology topology,
        List<ClientSpec> clients,
        Schedule schedule,
        @Nullable Literal literal,
        History history) {
    public Evidence {
        clients = List.copyOf(clients);
    }

    /** Evidence of an experiment on boxes. */
    public Evidence(Topology topology, List<ClientSpec> clients, Schedule schedule, History history) {
        this(topology, clients, schedule, null, history);
    }

    /** The same without invocations and completions, which are most of a history. */
    public Evidence withoutOperations() {
        var observations = history.events().stream()
                .filter(e -> !(e instanceof Event.Invoked || e instanceof Event.Completed))
                .toList();
        return new Evidence(topology, clients, schedule, literal, new History(observations));
    }
}
