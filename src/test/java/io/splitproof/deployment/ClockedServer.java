package io.splitproof.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.Volume;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** One server in a container with the clock library, asked over a plain connection. It ends by itself in 2 minutes. */
final class ClockedServer implements AutoCloseable {
    private static final int PORT = 6379;

    private final DockerClient engine;
    private final String id;
    private int port;

    /** When a question was asked and answered on the reference clock, and what the server says its time is. */
    record Reading(long asked, Instant said, long answered) {}

    private ClockedServer(DockerClient engine, String id) {
        this.engine = engine;
        this.id = id;
    }

    static ClockedServer start(DockerClient engine, String image, String binary, Path library, ClockSettings settings)
            throws Exception {
        var port = new PortBinding(Ports.Binding.bindIp("127.0.0.1"), ExposedPort.tcp(PORT));
        String id = engine.createContainerCmd(image)
                .withLabels(Map.of("io.splitproof.clocktest", "1"))
                .withEnv("LD_PRELOAD=" + ClockSettings.LIBRARY, "SPLITPROOF_CLOCK=" + ClockSettings.FILE)
                .withExposedPorts(ExposedPort.tcp(PORT))
                .withHostConfig(HostConfig.newHostConfig()
                        .withPortBindings(port)
                        .withBinds(new Bind("/dev/null", new Volume(ClockSettings.MASKED), AccessMode.ro)))
                // A shell before it: timeout of coreutils 9.10 refuses to be the first process.
                .withEntrypoint(
                        "sh", "-c", "timeout 120 \"$@\"; exit", "sh", binary, "--save", "", "--protected-mode", "no")
                .exec()
                .getId();
        var server = new ClockedServer(engine, id);
        try {
            server.copy(ClockSettings.LIBRARY, Files.readAllBytes(library));
            server.set(settings);
            engine.startContainerCmd(id).exec();
            server.port = new Containers(engine, "clock", Map.of()).publishedPort(id, PORT);
            server.awaitReady();
            return server;
        } catch (Exception e) {
            server.close();
            throw e;
        }
    }

    /** Changes the settings as a deployment does: by an archive copied into the container, whatever its state. */
    void set(ClockSettings settings) throws IOException {
        copy(ClockSettings.FILE, settings.bytes());
    }

    private void copy(String path, byte[] body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            var entry = new TarArchiveEntry(path.substring(1));
            entry.setSize(body.length);
            entry.setMode(0100644);
            tar.putArchiveEntry(entry);
            tar.write(body);
            tar.closeArchiveEntry();
        }
        engine.copyArchiveToContainerCmd(id)
                .withTarInputStream(new ByteArrayInputStream(bytes.toByteArray()))
                .withRemotePath("/")
                .exec();
    }

    void pause() {
        engine.pauseContainerCmd(id).exec();
    }

    void resume() {
        engine.unpauseContainerCmd(id).exec();
    }

    private void awaitReady() throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            try {
                ask("PING");
                return;
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                Thread.sleep(50);
            }
        }
    }

    Reading time() throws IOException {
        long asked = System.nanoTime();
        List<String> reply = ask("TIME");
        long answered = System.nanoTime();
        var said = Instant.ofEpochSecond(Long.parseLong(reply.get(2)), Long.parseLong(reply.get(4)) * 1000);
        return new Reading(asked, said, answered);
    }

    String info(String field) throws IOException {
        return ask("INFO server").stream()
                .filter(line -> line.startsWith(field + ":"))
                .map(line -> line.substring(field.length() + 1))
                .findFirst()
                .orElse("none");
    }

    /** The lines of the reply to a command in the inline form. */
    List<String> ask(String command) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(UTF_8));
            var lines = new ArrayList<String>();
            var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
            if (lines.size() < 2) {
                throw new IOException("no reply to " + command);
            }
            return lines;
        }
    }

    @Override
    public void close() {
        try {
            engine.removeContainerCmd(id).withForce(true).exec();
        } catch (NotFoundException e) {
            // Gone is what was asked for.
        }
    }
}
