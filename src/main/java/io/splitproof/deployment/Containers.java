package io.splitproof.deployment;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.LogContainerCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.RestartPolicy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** The engine calls of a deployment. Every container carries the run's labels from its creation on. */
class Containers {
    private final DockerClient engine;
    private final String runId;
    private final Map<String, String> labels;

    Containers(DockerClient engine, String runId, Map<String, String> labels) {
        this.engine = engine;
        this.runId = runId;
        this.labels = Map.copyOf(labels);
    }

    /**
     * What a new container is to be. A file's text is written before the process starts and survives restarts; only
     * root may read it, and run it if its name ends in {@code .sh}.
     *
     * @param restarts whether the engine starts its process again when it dies; such a container shares the process
     *     namespace of {@code inNamespaceOf} too, in which alone somebody else than the engine can kill it
     * @param data further files, such as a backup
     * @param needs what an ordinary container does not have
     */
    record Wanted(
            String name,
            String image,
            List<String> command,
            @Nullable String network,
            List<String> aliases,
            @Nullable String inNamespaceOf,
            List<Integer> published,
            Map<String, String> files,
            @Nullable NodeClock clock,
            boolean restarts,
            Map<String, byte[]> data,
            Needs needs) {}

    /** Creates the run's network and returns its id. */
    String createNetwork() {
        return engine.createNetworkCmd()
                .withName("splitproof-" + runId)
                .withLabels(labels)
                .withCheckDuplicate(true)
                .exec()
                .getId();
    }

    /** The address of the network's gateway, or null where the engine gives none. */
    @Nullable
    String gateway(String network) {
        var config = engine.inspectNetworkCmd()
                .withNetworkId(network)
                .exec()
                .getIpam()
                .getConfig();
        return config == null || config.isEmpty() ? null : config.get(0).getGateway();
    }

    /** Creates and starts a container; returns its id. Readiness is the caller's business. */
    String start(Wanted wanted) {
        var container = new OnEngine(wanted.image(), engine);
        container
                .withImagePullPolicy(image -> false)
                .withStartupAttempts(1)
                .waitingFor(new NoWait())
                .withCreateContainerCmdModifier(command -> shape(command, wanted));
        requireQuietTestcontainers();
        if (wanted.clock() != null) {
            wanted.clock().addTo(container);
        }
        wanted.files()
                .forEach((path, text) ->
                        container.withCopyToContainer(Transferable.of(text, path.endsWith(".sh") ? 0700 : 0600), path));
        wanted.data().forEach((path, bytes) -> container.withCopyToContainer(Transferable.of(bytes, 0600), path));
        container.start();
        return container.getContainerId();
    }

    /** Fails at once where Testcontainers would otherwise look for images that may be unobtainable, for minutes. */
    private static void requireQuietTestcontainers() {
        boolean inContainer = Files.exists(Path.of("/.dockerenv"));
        boolean looks = inContainer && System.getenv("TESTCONTAINERS_HOST_OVERRIDE") == null;
        boolean reaps = !"true".equals(System.getenv("TESTCONTAINERS_RYUK_DISABLED"));
        if (looks || reaps) {
            throw new DeploymentException(
                    "Testcontainers would start helper images of its own, which it can be told not"
                            + " to by its environment alone; set TESTCONTAINERS_RYUK_DISABLED=true and"
                            + " TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1 for this process (./splitproof does; for Failsafe see"
                            + " environmentVariables in the README)");
        }
    }

    /** The engine's name of a container of this run. */
    String name(String wanted) {
        return "splitproof-" + runId + "-" + wanted;
    }

    private void shape(CreateContainerCmd command, Wanted wanted) {
        command.withLabels(new HashMap<>(labels));
        command.withName(name(wanted.name()))
                .withEntrypoint(wanted.command().get(0))
                .withCmd(wanted.command().subList(1, wanted.command().size()));
        var host = command.getHostConfig();
        if (host == null) {
            throw new DeploymentException("the engine client gave no host configuration for " + wanted.name());
        }
        if (wanted.inNamespaceOf() != null) {
            host.withNetworkMode("container:" + wanted.inNamespaceOf());
            if (wanted.restarts()) {
                host.withPidMode("container:" + wanted.inNamespaceOf())
                        .withRestartPolicy(RestartPolicy.unlessStoppedRestart());
            }
        } else {
            host.withNetworkMode(wanted.network());
            command.withAliases(wanted.aliases());
        }
        wanted.needs().give(host);
        if (!wanted.published().isEmpty()) {
            command.withExposedPorts(
                    wanted.published().stream().map(ExposedPort::tcp).toList());
            host.withPortBindings(wanted.published().stream()
                    .map(port -> new PortBinding(Ports.Binding.bindIp("127.0.0.1"), ExposedPort.tcp(port)))
                    .toList());
        }
    }

    /** The addresses of a network. */
    Subnet subnet(String network) {
        var config = engine.inspectNetworkCmd()
                .withNetworkId(network)
                .exec()
                .getIpam()
                .getConfig();
        if (config == null || config.isEmpty() || config.get(0).getSubnet() == null) {
            throw new DeploymentException("the engine does not tell the subnet of network " + network
                    + ", from which a virtual IP is to be taken");
        }
        return Subnet.parse(config.get(0).getSubnet());
    }

    /** The address of a container in the run's network. */
    String ip(String id) {
        var networks =
                engine.inspectContainerCmd(id).exec().getNetworkSettings().getNetworks();
        return networks.values().stream()
                .map(n -> n.getIpAddress())
                .filter(ip -> ip != null && !ip.isEmpty())
                .findFirst()
                .orElseThrow(() -> new DeploymentException("container " + id + " has no address in the run's network"));
    }

    /** The link-layer address of a container in the run's network. */
    String mac(String id) {
        var networks =
                engine.inspectContainerCmd(id).exec().getNetworkSettings().getNetworks();
        return networks.values().stream()
                .map(n -> n.getMacAddress())
                .filter(mac -> mac != null && !mac.isEmpty())
                .findFirst()
                .orElseThrow(() -> new DeploymentException("container " + id + " has no link-layer address"));
    }

    /** The port on 127.0.0.1 that leads to a published port. */
    int publishedPort(String id, int port) {
        var bindings = engine.inspectContainerCmd(id)
                .exec()
                .getNetworkSettings()
                .getPorts()
                .getBindings()
                .get(ExposedPort.tcp(port));
        if (bindings == null || bindings.length == 0) {
            throw new DeploymentException("port " + port + " of container " + id + " is not published");
        }
        return Integer.parseInt(bindings[0].getHostPortSpec());
    }

    void kill(String id) {
        try {
            engine.killContainerCmd(id).withSignal("KILL").exec();
        } catch (DockerException e) {
            if (isRunning(id)) {
                throw e;
            }
        }
    }

    void stop(String id, Duration grace) {
        engine.stopContainerCmd(id)
                .withTimeout(Math.toIntExact(grace.toSeconds()))
                .exec();
    }

    void startAgain(String id) {
        engine.startContainerCmd(id).exec();
    }

    void pause(String id) {
        engine.pauseContainerCmd(id).exec();
    }

    void unpause(String id) {
        engine.unpauseContainerCmd(id).exec();
    }

    boolean isRunning(String id) {
        return Boolean.TRUE.equals(
                engine.inspectContainerCmd(id).exec().getState().getRunning());
    }

    /** The exit code of a process that has ended; 137 is SIGKILL's. */
    long exitCode(String id) {
        Long code = engine.inspectContainerCmd(id).exec().getState().getExitCodeLong();
        return code == null ? -1 : code;
    }

    /** When its process was started last, as the engine tells it: different after every start. */
    String startedAt(String id) {
        return String.valueOf(engine.inspectContainerCmd(id).exec().getState().getStartedAt());
    }

    /** Gives a container another name, so that a new one can have its own. */
    void rename(String id, String wanted) {
        engine.renameContainerCmd(id).withName(name(wanted)).exec();
    }

    /** The bytes of one file of a container, running or not. */
    byte[] read(String id, String path) {
        try (var tar = new TarArchiveInputStream(
                engine.copyArchiveFromContainerCmd(id, path).exec())) {
            if (tar.getNextEntry() == null) {
                throw new DeploymentException("the engine gave an empty archive for " + path);
            }
            return tar.readAllBytes();
        } catch (IOException | NotFoundException e) {
            throw new DeploymentException(path + " of container " + id + " cannot be read: " + e.getMessage(), e);
        }
    }

    boolean isPaused(String id) {
        return Boolean.TRUE.equals(
                engine.inspectContainerCmd(id).exec().getState().getPaused());
    }

    /** Replaces one file of a container, running or not; nobody but root may read it. */
    void write(String id, String path, String text) {
        write(id, path, text.getBytes(StandardCharsets.UTF_8), 0600);
    }

    /** The same with any bytes, and with the permissions that the file is to have. */
    void write(String id, String path, byte[] body, int mode) {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            var entry = new TarArchiveEntry(path.substring(path.lastIndexOf('/') + 1));
            entry.setSize(body.length);
            entry.setMode(0100000 | mode);
            tar.putArchiveEntry(entry);
            tar.write(body);
            tar.closeArchiveEntry();
        } catch (IOException e) {
            throw new DeploymentException("cannot pack " + path, e);
        }
        InputStream archive = new ByteArrayInputStream(bytes.toByteArray());
        engine.copyArchiveToContainerCmd(id)
                .withTarInputStream(archive)
                .withRemotePath(path.substring(0, Math.max(1, path.lastIndexOf('/'))))
                .exec();
    }

    /** Runs a command inside a container and returns what it printed; the command limits itself. */
    String exec(String id, Duration limit, String... command) {
        var output = new Collected();
        String exec = engine.execCreateCmd(id)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .withCmd(command)
                .exec()
                .getId();
        return finished(engine.execStartCmd(exec).exec(output), limit, "a command inside " + id);
    }

    /** Standard output and error of a container since its creation. */
    String log(String id) {
        return printed(id, engine.logContainerCmd(id).withTimestamps(true));
    }

    /** The same since an instant of the machine's clock, which the engine takes in whole seconds: up to one more. */
    String logSince(String id, Instant since) {
        return printed(
                id, engine.logContainerCmd(id).withTimestamps(true).withSince(Math.toIntExact(since.getEpochSecond())));
    }

    /** The last lines that a container printed, which may be gone or never have been; empty then. */
    String lastLines(String id, int lines) {
        try {
            return printed(id, engine.logContainerCmd(id).withTail(lines)).strip();
        } catch (RuntimeException e) {
            return "";
        }
    }

    private static String printed(String id, LogContainerCmd command) {
        var output = new Collected();
        return finished(
                command.withStdOut(true).withStdErr(true).exec(output),
                Duration.ofSeconds(10),
                "reading the log of " + id);
    }

    /** Hands over each line that a container prints from now on, until it is closed. */
    AutoCloseable follow(String id, Consumer<String> onLine) {
        return engine.logContainerCmd(id)
                .withStdOut(true)
                .withFollowStream(true)
                .withTail(0)
                .exec(new Lines(onLine));
    }

    private static String finished(Collected output, Duration limit, String what) {
        try (output) {
            if (!output.awaitCompletion(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DeploymentException(what + " did not finish within " + limit.toMillis() + " ms");
            }
            return output.text();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeploymentException(what + " was interrupted", e);
        } catch (IOException e) {
            throw new DeploymentException(what + " failed: " + e.getMessage(), e);
        }
    }

    void remove(String id) {
        try {
            engine.removeContainerCmd(id)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (NotFoundException e) {
            // Gone is what was asked for.
        }
    }

    /** Every container that carries this run's label, in whatever state. */
    List<String> ofThisRun() {
        return engine.listContainersCmd().withShowAll(true).withLabelFilter(labels).exec().stream()
                .map(com.github.dockerjava.api.model.Container::getId)
                .toList();
    }

    void removeNetwork(String id) {
        try {
            engine.removeNetworkCmd(id).exec();
        } catch (NotFoundException e) {
            // Gone is what was asked for.
        }
    }

    /**
     * A container on the engine that was found.
     *
     * <p>Testcontainers' own factory would look for one again, start a reaper, and where it runs inside a container ask
     * a tiny image for the gateway: on a machine without a registry that alone takes two minutes.
     */
    private static final class OnEngine extends GenericContainer<OnEngine> {
        OnEngine(String image, DockerClient engine) {
            super(DockerImageName.parse(image));
            dockerClient = engine;
        }
    }

    private static final class NoWait extends AbstractWaitStrategy {
        @Override
        protected void waitUntilReady() {
            // Ready means converged, which only the whole topology can be.
        }
    }

    /** Frames end anywhere, also within a line. */
    private static final class Lines extends ResultCallback.Adapter<Frame> {
        private final Consumer<String> onLine;
        private final StringBuilder open = new StringBuilder();

        Lines(Consumer<String> onLine) {
            this.onLine = onLine;
        }

        @Override
        public void onNext(Frame frame) {
            open.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
            for (int end = open.indexOf("\n"); end >= 0; end = open.indexOf("\n")) {
                String line = open.substring(0, end);
                open.delete(0, end + 1);
                onLine.accept(line);
            }
        }
    }

    private static final class Collected extends ResultCallback.Adapter<Frame> implements Closeable {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void onNext(Frame frame) {
            bytes.writeBytes(frame.getPayload());
        }

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
