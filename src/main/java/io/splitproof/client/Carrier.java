package io.splitproof.client;

import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.resource.ClientResources;
import io.splitproof.deployment.Deployment;
import io.splitproof.deployment.Secret;
import io.splitproof.history.Clock;
import io.splitproof.history.Journal;
import io.splitproof.history.Outcome;
import io.splitproof.workload.ClientSpec;
import io.splitproof.workload.Operation;
import org.jspecify.annotations.Nullable;

/** A client that carries single commands to the Redis node that they are for, and tells what came of them. */
sealed interface Carrier extends Client permits LedgerClient, ClusterClient, DriverClient {
    /** What is sent, and the number that it is answered with; null for nothing there. */
    @FunctionalInterface
    interface Command {
        @Nullable
        Long send(RedisCommands<String, String> commands);
    }

    /**
     * Sends one command for a key; never throws.
     *
     * @return ok with the answer, or what its error means
     */
    Outcome carry(String key, Command command);

    ClientSpec spec();

    @Override
    default Outcome perform(Operation operation) {
        return carry(operation.key(), commands -> Request.send(commands, spec(), operation));
    }

    /** The carrier that a specification asks for; it connects with its first command. */
    static Carrier of(
            ClientSpec spec,
            Deployment deployment,
            ClientResources resources,
            Secret secret,
            Clock clock,
            Journal journal) {
        if (spec.driver() != null) {
            return new DriverClient(spec, spec.driver(), deployment, resources, secret);
        }
        boolean aware = spec.cluster() == null || spec.cluster().aware();
        boolean outside = spec.node() != null || !spec.sentinels().isEmpty();
        return deployment.topology().isCluster() && aware && !outside
                ? new ClusterClient(spec, deployment, resources, secret, clock, journal)
                : new LedgerClient(spec, deployment, resources, secret, clock, journal);
    }
}
