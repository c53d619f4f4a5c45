package io.splitproof.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A container engine that answered. Closing it closes the client and nothing else: containers go on, and so does a
 * daemon that was started here.
 */
public final class Engine implements AutoCloseable {
    /** How long an ordinary call may take until the engine's answer begins. */
    public static final Duration CALL_LIMIT = Duration.ofSeconds(30);

    private final Machine machine;
    private final Endpoint endpoint;
    private final Version version;
    private final DockerClient client;

    private Engine(Machine machine, Endpoint endpoint, Version version, DockerClient client) {
        this.machine = machine;
        this.endpoint = endpoint;
        this.version = version;
        this.client = client;
    }

    /**
     * The engine of this machine: the reachable one, else one that is installed and started where that is allowed and
     * possible.
     *
     * @param progress is told each thing that is done and how long it took
     * @throws EngineUnavailable with the exact steps for this system
     */
    public static Engine connect(Provision provision, Consumer<String> progress) {
        return connect(Machine.current(), provision, progress);
    }

    static Engine connect(Machine machine, Provision provision, Consumer<String> progress) {
        List<String> refusals = new ArrayList<>();
        Optional<Engine> found = find(machine, refusals);
        if (found.isPresent()) {
            return found.get();
        }
        EngineSetup.start(machine, provision, refusals, progress);
        return find(machine, refusals)
                .orElseThrow(() -> new EngineUnavailable(
                        "the engine was started but does not answer: " + String.join("; ", refusals),
                        List.of("see /var/log/splitproof-dockerd.log")));
    }

    /** The engine that answers first, or empty. Starts nothing; why each place was refused is added to the list. */
    static Optional<Engine> find(Machine machine, List<String> refusals) {
        refusals.clear();
        for (Endpoint endpoint : Endpoints.of(machine)) {
            String refusal = endpoint.refusal();
            if (refusal.isEmpty()) {
                try {
                    return Optional.of(open(machine, endpoint));
                } catch (RuntimeException e) {
                    refusal = "did not answer: " + e.getMessage();
                }
            }
            refusals.add(endpoint + ": " + refusal);
        }
        return Optional.empty();
    }

    private static Engine open(Machine machine, Endpoint endpoint) {
        DockerClient client = DockerClients.at(endpoint.uri(), machine.environment(), CALL_LIMIT);
        try {
            return new Engine(machine, endpoint, client.versionCmd().exec(), client);
        } catch (RuntimeException e) {
            close(client);
            throw e;
        }
    }

    /** The client for ordinary calls, each bounded by {@link #CALL_LIMIT}. Safe for many threads. */
    public DockerClient client() {
        return client;
    }

    /** A new client for calls that are silent for longer, such as following a log. The caller closes it. */
    public DockerClient client(Duration limit) {
        return DockerClients.at(endpoint.uri(), machine.environment(), limit);
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    /** The engine's version, such as "20.10.24". */
    public String version() {
        return String.valueOf(version.getVersion());
    }

    /** The newest API version that the engine speaks, such as "1.41". */
    public String api() {
        return String.valueOf(version.getApiVersion());
    }

    Machine machine() {
        return machine;
    }

    @Override
    public void close() {
        close(client);
    }

    private static void close(DockerClient client) {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing the engine's client", e);
        }
    }
}
