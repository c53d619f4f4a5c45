package io.splitproof.workload;

import io.splitproof.history.OperationKind;
import java.util.List;
import java.util.Random;

/** The seeded operations of each client; the same seed asks for the same operations, not at the same instants. */
public record Workload(List<ClientSpec> clients, long seed) {
    public Workload {
        clients = List.copyOf(clients);
    }

    /**
     * The endless stream of one client. A writer counts up from 1; a reader picks a writer's ledger each time, in a
     * Cluster one of its shard; what users of an application ask for depends on what they were answered.
     */
    public Operations operations(ClientSpec client) {
        var random = new Random(seed ^ client.name().hashCode());
        Application application = client.application();
        if (application != null) {
            return of(client.name(), application.role(), random);
        }
        if (client.writes()) {
            long[] next = {1};
            return nanos -> new Operation(OperationKind.WRITE, client.ledger(), next[0]++);
        }
        List<String> ledgers = clients.stream()
                .filter(w -> w.writes() && w.sharesShardWith(client))
                .map(ClientSpec::ledger)
                .toList();
        return nanos -> new Operation(OperationKind.READ, ledgers.get(random.nextInt(ledgers.size())), null);
    }

    /** The one place that knows every role. */
    private static Operations of(String client, Role role, Random random) {
        if (role instanceof Role.Sessions sessions) {
            return new SessionUsers(client, sessions.users(), random);
        } else if (role instanceof Role.TokenBlacklist) {
            return new TokenHolders(client, random);
        } else if (role instanceof Role.ProfileCache cache) {
            return new ProfileUsers(client, cache.users(), random);
        } else if (role instanceof Role.RateLimit limit) {
            return new Callers(client, limit, random);
        }
        throw new AssertionError("unhandled role " + role);
    }
}
