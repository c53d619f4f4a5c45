package io.splitproof.deployment;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.Volume;
import io.splitproof.literal.Composition;
import io.splitproof.literal.Mount;
import io.splitproof.literal.Service;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The engine calls for services of compose files.
 *
 * <p>Containers are made through the engine's API itself: the image's entry point, mounts and names stay as the file
 * has them, which Testcontainers would shape.
 */
final class ServiceContainers extends Containers {
    private static final Duration READING = Duration.ofSeconds(5);

    private final DockerClient engine;
    private final Map<String, String> labels;
    private final String image;
    private final HostFiles files;
    private final @Nullable NodeClock clock;

    ServiceContainers(
            DockerClient engine,
            String runId,
            Map<String, String> labels,
            String image,
            HostFiles files,
            @Nullable NodeClock clock) {
        super(engine, runId, labels);
        this.engine = engine;
        this.labels = Map.copyOf(labels);
        this.image = image;
        this.files = files;
        this.clock = clock;
    }

    boolean hasClock() {
        return clock != null;
    }

    String createNetwork(String wanted) {
        return engine.createNetworkCmd()
                .withName(name(wanted))
                .withLabels(labels)
                .withCheckDuplicate(true)
                .exec()
                .getId();
    }

    String createVolume(String wanted) {
        return engine.createVolumeCmd()
                .withName(name(wanted))
                .withLabels(labels)
                .exec()
                .getName();
    }

    void removeVolume(String name) {
        try {
            engine.removeVolumeCmd(name).exec();
        } catch (NotFoundException e) {
            // Gone is what was asked for.
        }
    }

    /** Starts a name server in a network and returns its address. */
    String startNameServer(String network) {
        String id = engine.createContainerCmd(image)
                .withName(name("name-server-" + network))
                .withLabels(labels)
                .withEntrypoint(NameServer.COMMAND)
                .withHostConfig(HostConfig.newHostConfig().withNetworkMode(name(network)))
                .exec()
                .getId();
        startAgain(id);
        return ip(id);
    }

    /**
     * Makes a container that does not run yet; returns its id.
     *
     * @param nameServer who is asked for names that no container has; null for the machine's own
     */
    String create(Service service, String network, @Nullable String nameServer, List<String> command) {
        var host = HostConfig.newHostConfig()
                .withNetworkMode(name(network))
                .withBinds(binds(service))
                .withPortBindings(service.ports().stream()
                        .map(p -> new PortBinding(Ports.Binding.bindIp("127.0.0.1"), ExposedPort.tcp(p)))
                        .toList());
        if (nameServer != null) {
            host.withDns(nameServer);
        }
        var create = engine.createContainerCmd(image)
                .withName(name(service.container()))
                .withLabels(labels)
                .withCmd(command)
                .withAliases(service.aliases())
                .withExposedPorts(service.ports().stream().map(ExposedPort::tcp).toList())
                .withHostConfig(host);
        if (clock != null) {
            create.withEnv(ClockSettings.environment().entrySet().stream()
                    .map(e -> e.getKey() + "=" + e.getValue())
                    .toList());
        }
        String id = create.exec().getId();
        preload(id);
        return id;
    }

    private List<Bind> binds(Service service) {
        var binds = new ArrayList<Bind>();
        for (Mount mount : service.mounts()) {
            String source = mount.isBind()
                    ? files.source(mount.source()).toString()
                    : name(Composition.engineVolume(mount.source()));
            binds.add(new Bind(source, new Volume(mount.target()), mount.readOnly() ? AccessMode.ro : AccessMode.rw));
        }
        if (clock != null) {
            binds.add(new Bind("/dev/null", new Volume(ClockSettings.MASKED), AccessMode.ro));
        }
        return binds;
    }

    /** A refusal here is the harness's failure, not an answer that a user would get. */
    private void preload(String id) {
        if (clock == null) {
            return;
        }
        try {
            engine.copyArchiveToContainerCmd(id)
                    .withTarInputStream(new ByteArrayInputStream(archive(clock)))
                    .withRemotePath("/")
                    .exec();
        } catch (IOException | DockerException e) {
            throw new DeploymentException("the clock library could not be put into " + id + ": " + e.getMessage(), e);
        }
    }

    private static byte[] archive(NodeClock clock) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            var directory = new TarArchiveEntry(Configuration.DIRECTORY + "/");
            directory.setMode(040755);
            tar.putArchiveEntry(directory);
            tar.closeArchiveEntry();
            add(tar, ClockSettings.LIBRARY, Files.readAllBytes(clock.library()), 0755);
            add(tar, ClockSettings.FILE, clock.settings().bytes(), 0644);
        }
        return bytes.toByteArray();
    }

    private static void add(TarArchiveOutputStream tar, String path, byte[] body, int mode) throws IOException {
        var entry = new TarArchiveEntry(path);
        entry.setSize(body.length);
        entry.setMode(0100000 | mode);
        tar.putArchiveEntry(entry);
        tar.write(body);
        tar.closeArchiveEntry();
    }

    /** How far the clock of a running container is off, in scenario time. */
    Duration clockError(String id) {
        if (clock == null) {
            return Duration.ZERO;
        }
        long asked = System.nanoTime();
        Answer said = run(id, READING, List.of("date", "+%s%N"));
        long answered = System.nanoTime();
        if (!said.output().strip().matches("\\d{12,19}")) {
            throw new DeploymentException("the clock of " + id + " could not be read: " + said.output());
        }
        Instant shown = Instant.ofEpochSecond(0, Long.parseLong(said.output().strip()));
        return clock.settings().error(asked, shown, answered);
    }

    /** Runs a command inside a container and returns its exit status and all that it printed. */
    Answer run(String id, Duration limit, List<String> words) {
        String exec = engine.execCreateCmd(id)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .withCmd(words.toArray(String[]::new))
                .exec()
                .getId();
        var output = new ByteArrayOutputStream();
        try (var callback = new ResultCallback.Adapter<Frame>() {
            @Override
            public void onNext(Frame frame) {
                output.writeBytes(frame.getPayload());
            }
        }) {
            if (!engine.execStartCmd(exec).exec(callback).awaitCompletion(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Answer(
                        124, output.toString(StandardCharsets.UTF_8) + "(no end within " + limit.toSeconds() + " s)");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeploymentException("a command inside " + id + " was interrupted", e);
        } catch (IOException e) {
            throw new DeploymentException("a command inside " + id + " failed: " + e.getMessage(), e);
        }
        Long exit = engine.inspectExecCmd(exec).exec().getExitCodeLong();
        return new Answer(exit == null ? -1 : exit, output.toString(StandardCharsets.UTF_8));
    }
}
