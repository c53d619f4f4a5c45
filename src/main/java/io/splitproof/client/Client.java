package io.splitproof.client;

import io.lettuce.core.resource.ClientResources;
import io.splitproof.deployment.Deployment;
import io.splitproof.deployment.Secret;
import io.splitproof.history.Clock;
import io.splitproof.history.Journal;
import io.splitproof.history.Outcome;
import io.splitproof.workload.Application;
import io.splitproof.workload.ClientSpec;
import io.splitproof.workload.Operation;

/**
 * One process of the workload: one operation at a time. The harness's own repeat nothing; a library's do as they like.
 * Used by one thread.
 */
public sealed interface Client extends AutoCloseable permits Carrier, ApplicationClient {
    /** Performs one operation; never throws. */
    Outcome perform(Operation operation);

    /** Ends it for a reason that its history tells. */
    void close(String reason);

    @Override
    default void close() {
        close("the load has stopped");
    }

    /** The client that a specification asks for; it connects with its first operation. */
    static Client of(
            ClientSpec spec,
            Deployment deployment,
            ClientResources resources,
            Secret secret,
            Clock clock,
            Journal journal) {
        var carrier = Carrier.of(spec, deployment, resources, secret, clock, journal);
        Application application = spec.application();
        return application == null
                ? carrier
                : new ApplicationClient(
                        application, carrier, Database.of(spec, application, deployment, secret, clock), clock);
    }
}
