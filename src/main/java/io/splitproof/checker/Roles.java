package io.splitproof.checker;

import io.splitproof.workload.Application;
import io.splitproof.workload.ClientSpec;
import io.splitproof.workload.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was found of each application's clients; the one place that knows a checker for every role. */
final class Roles {
    private Roles() {}

    /** Null where no client is an application's. */
    static @Nullable Finding<List<RoleFinding>> of(Evidence evidence, Attempts attempts) {
        List<ClientSpec> clients =
                evidence.clients().stream().filter(c -> c.application() != null).toList();
        return clients.isEmpty()
                ? null
                : Finding.of(() ->
                        clients.stream().map(c -> of(c, evidence, attempts)).toList());
    }

    private static RoleFinding of(ClientSpec client, Evidence evidence, Attempts attempts) {
        Application application = client.application();
        Role role = application == null ? null : application.role();
        var requests = Requests.of(evidence, attempts, client.name());
        if (role instanceof Role.Sessions sessions) {
            return SessionChecks.of(client.name(), sessions, requests);
        } else if (role instanceof Role.TokenBlacklist tokens) {
            return TokenChecks.of(client.name(), tokens, requests);
        } else if (role instanceof Role.ProfileCache) {
            return ProfileReads.of(client.name(), requests);
        } else if (role instanceof Role.RateLimit limit) {
            return CallCounts.of(client.name(), limit, requests);
        }
        throw new AssertionError("unhandled role " + role);
    }
}
