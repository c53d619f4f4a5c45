package io.splitproof.checker;

import io.splitproof.fault.Schedule;
import io.splitproof.history.Event;
import io.splitproof.history.History;
import io.splitproof.topology.Topology;
import io.splitproof.workload.ClientSpec;
import java.util.List;

/** All that a judge may look at: what was set up, what was planned, and what happened. */
public record Evidence(Topology topology, List<ClientSpec> clients, Schedule schedule, History history) {
    public Evidence {
        clients = List.copyOf(clients);
    }

    /** The same without invocations and completions, which are most of a history. */
    Evidence withoutOperations() {
        var observations = history.events().stream()
                .filter(e -> !(e instanceof Event.Invoked || e instanceof Event.Completed))
                .toList();
        return new Evidence(topology, clients, schedule, new History(observations));
    }
}
