package io.splitproof.workload;

import io.splitproof.history.OperationKind;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** The seeded operations of each client; the same seed asks for the same operations, not at the same instants. */
public record Workload(List<ClientSpec> clients, long seed) {
    public Workload {
        clients = List.copyOf(clients);
    }

    /**
     * The endless stream of one client. A writer counts up from 1; a reader picks a writer's ledger each time, in a
     * Cluster one of its shard.
     */
    public Supplier<Operation> operations(ClientSpec client) {
        if (client.writes()) {
            long[] next = {1};
            return () -> new Operation(OperationKind.WRITE, client.ledger(), next[0]++);
        }
        List<String> ledgers = clients.stream()
                .filter(w -> w.writes() && w.sharesShardWith(client))
                .map(ClientSpec::ledger)
                .toList();
        var random = new Random(seed ^ client.name().hashCode());
        return () -> new Operation(OperationKind.READ, ledgers.get(random.nextInt(ledgers.size())), null);
    }
}
