package io.splitproof.deployment;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.CreateNetworkResponse;
import com.github.dockerjava.api.command.ExecCreateCmdResponse;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Network;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.StreamType;
import io.splitproof.engine.Engine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.ToIntBiFunction;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A container engine that is a map: what a deployment asks of the real one, kept and told in {@link #calls}.
 *
 * <p>Names are those that the deployment gave, without the run's prefix.
 */
public final class FakeEngine {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** One container. */
    public static final class Box {
        final String id;
        String name;
        final String image;
        final List<String> command;
        final Map<String, String> labels;
        final HostConfig host;
        final Map<String, String> files = new TreeMap<>();
        byte[] clock = {};
        String log = "";
        boolean running;
        boolean paused;
        long exitCode;
        int starts;

        Box(String id, String name, String image, List<String> command, Map<String, String> labels, HostConfig host) {
            this.id = id;
            this.name = name;
            this.image = image;
            this.command = command;
            this.labels = labels;
            this.host = host;
        }

        /** The name of the container whose namespace it shares, or null if it has its own. */
        @Nullable
        String joins(FakeEngine engine) {
            String mode = String.valueOf(host.getNetworkMode());
            return mode.startsWith("container:") ? engine.byId(mode.substring(10)).name : null;
        }
    }

    private final List<String> calls;
    private final Map<String, Box> boxes = new LinkedHashMap<>();
    private final Map<String, String> scripts = new HashMap<>();
    private final ToIntBiFunction<String, Integer> published;
    private final BiFunction<String, String, String> shell;
    private final Consumer<Box> onChange;
    private boolean network;
    private String failing = "";
    private volatile String stubborn = "-";
    private int next;

    /**
     * @param calls is told every call that changes something
     * @param published the real port on 127.0.0.1 that stands for a port of a container
     * @param shell what a script prints in a container
     * @param onChange is told of containers that started or died
     */
    FakeEngine(
            List<String> calls,
            ToIntBiFunction<String, Integer> published,
            BiFunction<String, String, String> shell,
            Consumer<Box> onChange) {
        this.calls = calls;
        this.published = published;
        this.shell = shell;
        this.onChange = onChange;
    }

    /** Lets a process ignore SIGTERM, so that stopping it ends in SIGKILL. */
    void neverStops(String name) {
        stubborn = name;
    }

    /** Makes the start of that container fail. */
    void failToStart(String name) {
        failing = name;
    }

    synchronized Collection<Box> boxes() {
        return List.copyOf(boxes.values());
    }

    synchronized Box box(String name) {
        return boxes.values().stream()
                .filter(b -> b.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no container " + name));
    }

    boolean hasNetwork() {
        return network;
    }

    private Box byId(String id) {
        Box box = boxes.values().stream()
                .filter(b -> b.id.equals(id) || id.equals("splitproof-run-" + b.name))
                .findFirst()
                .orElse(null);
        if (box == null) {
            throw new NotFoundException("No such container: " + id);
        }
        return box;
    }

    /** An engine whose client this is. Its one constructor is private, as a real engine has to answer first. */
    Engine engine() {
        try {
            var constructor = Engine.class.getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return Engine.class.cast(constructor.newInstance(null, null, null, client()));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("io.splitproof.engine.Engine has changed its constructor", e);
        }
    }

    /** The engine calls of a deployment; only a start goes past Testcontainers, which would look for a real engine. */
    Containers containers(Map<String, String> labels) {
        return new Containers(client(), "run", labels) {
            @Override
            String start(Wanted wanted) {
                return run(wanted, labels);
            }
        };
    }

    private synchronized String run(Containers.Wanted wanted, Map<String, String> labels) {
        var host = new HostConfig()
                .withNetworkMode(
                        wanted.inNamespaceOf() == null ? wanted.network() : "container:" + wanted.inNamespaceOf())
                .withPortBindings(wanted.published().stream()
                        .map(port -> new PortBinding(Ports.Binding.bindIp("127.0.0.1"), ExposedPort.tcp(port)))
                        .toList());
        var box = new Box("id-" + ++next, wanted.name(), wanted.image(), wanted.command(), labels, host);
        if (wanted.restarts()) {
            host.withRestartPolicy(RestartPolicy.unlessStoppedRestart()).withPidMode(host.getNetworkMode());
        }
        box.files.putAll(wanted.files());
        wanted.data().forEach((path, bytes) -> box.files.put(path, new String(bytes, StandardCharsets.UTF_8)));
        if (wanted.clock() != null) {
            box.clock = wanted.clock().settings().bytes();
        }
        boxes.put(box.id, box);
        change(box, "start", true, false);
        return box.id;
    }

    DockerClient client() {
        return proxy(DockerClient.class, (method, args) -> {
            return method.getReturnType() == void.class ? null : command(method, args);
        });
    }

    private interface Answer {
        @Nullable
        Object to(Method method, Object[] args) throws IOException;
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(java.lang.reflect.Proxy.newProxyInstance(
                FakeEngine.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, args) -> switch (method.getName()) {
                    case "toString" -> type.getSimpleName();
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> self == args[0];
                    default -> {
                        Object result = answer.to(method, args == null ? new Object[0] : args);
                        yield result == SELF ? self : result;
                    }
                }));
    }

    private static final Object SELF = new Object();

    /** What shells were told last, one for each container. */
    List<String> scripts() {
        return List.copyOf(scripts.values());
    }

    /** A command remembers what it is given by its {@code with} methods, and does it when executed. */
    private Object command(Method made, Object[] about) {
        var given = new HashMap<String, Object>();
        String what = made.getName().replaceAll("Cmd$", "");
        String id = about.length > 0 ? String.valueOf(about[0]) : "";
        return proxy(made.getReturnType(), (method, args) -> {
            String name = method.getName();
            if (name.equals("exec")) {
                synchronized (this) {
                    return about.length > 1
                            ? archive(byId(id), String.valueOf(about[1]))
                            : perform(what, id, given, args);
                }
            } else if (name.startsWith("with")) {
                if (args[0] != null) {
                    given.put(name.substring(4), args[0]);
                }
                return SELF;
            } else if (name.startsWith("get")) {
                return given.get(name.substring(3));
            }
            return null;
        });
    }

    private @Nullable Object perform(String what, String id, Map<String, Object> given, Object[] args)
            throws IOException {
        switch (what) {
            case "createNetwork" -> {
                network = true;
                return json("{\"Id\":\"network\"}", CreateNetworkResponse.class);
            }
            case "inspectNetwork" -> {
                return json("{\"IPAM\":{\"Config\":[]}}", Network.class);
            }
            case "removeNetwork" -> network = false;
            case "copyArchiveToContainer" -> copy(byId(id), given);
            case "inspectContainer" -> {
                return inspected(byId(id));
            }
            case "startContainer" -> change(byId(id), "start", true, false);
            case "killContainer" -> change(byId(id), "kill", false, false);
            case "stopContainer" -> change(byId(id), "stop", false, false);
            case "renameContainer" -> {
                Box box = byId(id);
                String old = box.name;
                box.name = String.valueOf(given.get("Name")).replaceFirst("^splitproof-run-", "");
                calls.add("rename " + old + " to " + box.name);
            }
            case "pauseContainer" -> change(byId(id), "pause", true, true);
            case "unpauseContainer" -> change(byId(id), "resume", true, false);
            case "removeContainer" -> {
                byId(id);
                boxes.remove(id);
            }
            case "listContainers" -> {
                return boxes.keySet().stream()
                        .map(known -> json("{\"Id\":\"" + known + "\"}", Container.class))
                        .toList();
            }
            case "execCreate" -> {
                scripts.put(id, ((String[]) given(given, "Cmd"))[2]);
                return json("{\"Id\":\"" + id + "\"}", ExecCreateCmdResponse.class);
            }
            case "execStart" -> {
                return printed(args[0], shell.apply(byId(id).name, String.valueOf(scripts.get(id))));
            }
            case "logContainer" -> {
                Box box = byId(id);
                return printed(args[0], "log of " + box.name + "\n" + box.log);
            }
            default -> throw new AssertionError("this engine knows nothing of " + what);
        }
        return null;
    }

    private static Object given(Map<String, Object> given, String name) {
        Object value = given.get(name);
        if (value == null) {
            throw new AssertionError("nothing was given as " + name + " but " + given);
        }
        return value;
    }

    private static <T> T json(String text, Class<T> type) {
        return JSON.readValue(text, type);
    }

    private void copy(Box box, Map<String, Object> given) throws IOException {
        try (var tar = new TarArchiveInputStream((InputStream) given(given, "TarInputStream"))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String path = (given(given, "RemotePath") + "/" + entry.getName()).replaceAll("/+", "/");
                byte[] body = tar.readAllBytes();
                if (path.equals(ClockSettings.FILE)) {
                    box.clock = body;
                    calls.add("clock " + box.name + " " + Integer.toOctalString(entry.getMode() & 0777));
                } else {
                    box.files.put(path, new String(body, StandardCharsets.UTF_8));
                }
            }
        }
    }

    private static InputStream archive(Box box, String path) throws IOException {
        String text = box.files.get(path);
        if (text == null) {
            throw new NotFoundException("Could not find the file " + path + " in container " + box.name);
        }
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            var entry = new TarArchiveEntry(path.substring(path.lastIndexOf('/') + 1));
            entry.setSize(body.length);
            tar.putArchiveEntry(entry);
            tar.write(body);
            tar.closeArchiveEntry();
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    /** A process dies without the engine having been asked: its restart policy decides. */
    void dieFromInside(String id) {
        Box box = byId(id);
        change(box, "death of", false, false);
        if (box.host.getRestartPolicy() != null) {
            change(box, "restart of", true, false);
        }
    }

    private void change(Box box, String verb, boolean running, boolean paused) {
        if (verb.equals("start") && box.name.equals(failing)) {
            throw new InternalServerErrorException("driver failed programming external connectivity of " + box.name);
        }
        box.running = running;
        box.paused = paused;
        box.exitCode = verb.equals("kill") || box.name.equals(stubborn) ? 137 : 0;
        box.starts += running && !paused ? 1 : 0;
        calls.add(verb + " " + box.name);
        onChange.accept(box);
    }

    /** Adds a line to what a container has printed, with the time stamp of now. */
    synchronized void log(String name, String line) {
        box(name).log += Instant.now() + " " + line + "\n";
    }

    /** The address of a box in the network. */
    String ipOf(String box) {
        return "172.18.0." + box(box).id.substring(3);
    }

    private InspectContainerResponse inspected(Box box) {
        var ports = new ArrayList<String>();
        if (box.host.getPortBindings() != null) {
            Set.copyOf(box.host.getPortBindings().getBindings().keySet())
                    .forEach(port -> ports.add("\"" + port + "\":[{\"HostIp\":\"127.0.0.1\",\"HostPort\":\""
                            + published.applyAsInt(box.name, port.getPort()) + "\"}]"));
        }
        return json(
                "{\"Id\":\"" + box.id + "\",\"State\":{\"Running\":" + box.running + ",\"Paused\":" + box.paused
                        + ",\"ExitCode\":" + box.exitCode
                        + ",\"StartedAt\":\"start " + box.starts
                        + "\"},\"NetworkSettings\":{\"Networks\":{\"n\":{\"IPAddress\":\"" + ipOf(box.name)
                        + "\",\"MacAddress\":\"mac of " + box.name
                        + "\",\"MacAddress\":\"mac of " + box.name + "\"}},\"Ports\":{" + String.join(",", ports)
                        + "}}}",
                InspectContainerResponse.class);
    }

    private static Object printed(Object callback, String text) {
        if (callback instanceof ResultCallback.Adapter<?> adapter) {
            print(adapter, text);
            return adapter;
        }
        throw new AssertionError("a callback is no " + callback.getClass());
    }

    @SuppressWarnings("unchecked") // Logs and output of commands are frames.
    private static void print(ResultCallback.Adapter<?> adapter, String text) {
        var frames = (ResultCallback.Adapter<Frame>) adapter;
        frames.onNext(new Frame(StreamType.STDOUT, text.getBytes(StandardCharsets.UTF_8)));
        frames.onComplete();
    }
}
