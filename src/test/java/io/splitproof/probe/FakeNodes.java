package io.splitproof.probe;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.splitproof.client.FakeRedis;
import io.splitproof.deployment.Deployment;
import io.splitproof.deployment.FakeDeployment;
import io.splitproof.topology.Topology;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** A deployment without an engine, for every node of which one server answers, and the harness's way to it. */
public final class FakeNodes implements AutoCloseable {
    /** Of all tests of this JVM: its threads are daemons. */
    private static final ClientResources RESOURCES = DefaultClientResources.create();

    private final FakeRedis server;
    private final FakeDeployment fake;
    private final Deployment deployment;
    private final Plane plane;

    /** @param answers raw replies to commands, as {@link FakeRedis} takes them */
    public FakeNodes(Topology topology, Function<List<String>, String> answers) {
        server = new FakeRedis(answers);
        fake = new FakeDeployment(topology, (box, port) -> server.port());
        deployment = fake.start();
        plane = new Plane(deployment, RESOURCES, fake.secret());
    }

    public FakeRedis server() {
        return server;
    }

    /** What the deployment is made of. */
    public FakeDeployment fake() {
        return fake;
    }

    public Deployment deployment() {
        return deployment;
    }

    public Plane plane() {
        return plane;
    }

    public ClientResources resources() {
        return RESOURCES;
    }

    @Override
    public void close() throws IOException {
        plane.close();
        server.close();
        fake.close();
    }
}
