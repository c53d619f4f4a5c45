package io.splitproof.deployment;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.splitproof.engine.Engine;
import io.splitproof.literal.Composition;
import io.splitproof.literal.Service;
import io.splitproof.literal.ShellWords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Containers as compose files say them: command, mounts, volumes, network and names.
 *
 * <p>What differs is what keeps runs apart: the names on the engine begin with the run's, and ports are published on
 * 127.0.0.1, on any free port. A refusal of the engine is an answer, as it is for a user.
 */
public final class Services implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(40);
    private static final Duration GRACE = Duration.ofSeconds(10);

    /**
     * What a trial needs to know besides the compose files.
     *
     * @param image what stands for the image that the files name
     * @param password what the files' variable REDIS_PASSWORD holds
     * @param timeLapse null for containers on the machine's own time
     */
    public record Options(
            Engine engine,
            String runId,
            Map<String, String> labels,
            String image,
            Secret password,
            Executor executor,
            Deployment.@Nullable TimeLapse timeLapse) {}

    private final Options options;
    private final ServiceContainers containers;
    private final HostFiles files;
    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private final Map<String, String> nameServers = new ConcurrentHashMap<>();
    private final List<String> networks = new ArrayList<>();
    private final List<String> volumes = new ArrayList<>();

    private Services(Options options, HostFiles files) {
        this.options = options;
        this.files = files;
        NodeClock clock = options.timeLapse() == null
                ? null
                : NodeClock.starting(
                        options.timeLapse().library(), options.timeLapse().factor());
        this.containers = new ServiceContainers(
                options.engine().client(), options.runId(), options.labels(), options.image(), files, clock);
    }

    /** Begins a trial: its files are written, and nothing runs. */
    public static Services begin(Map<String, String> texts, Options options) {
        if (!options.engine().endpoint().isLocal()) {
            throw new DeploymentException("files of this machine are to be mounted, but the engine at "
                    + options.engine().endpoint() + " is on another; run it where the engine is");
        }
        return new Services(options, HostFiles.write(texts));
    }

    /** Makes the networks and volumes of a compose file and starts its containers, dependencies first. */
    public Answer up(Composition composition) {
        try {
            composition.networks().stream()
                    .filter(n -> !n.external())
                    .map(Composition.Network::engineName)
                    .forEach(n -> {
                        networks.add(containers.createNetwork(n));
                        nameServers.put(n, containers.startNameServer(n));
                    });
            composition.volumes().forEach(v -> volumes.add(containers.createVolume(Composition.engineVolume(v))));
        } catch (DockerException e) {
            return refusal(e);
        }
        var refused = new ArrayList<String>();
        List<Service> rest = new ArrayList<>(composition.services());
        while (!rest.isEmpty()) {
            List<String> waiting = rest.stream().map(Service::name).toList();
            List<Service> next = rest.stream()
                    .filter(s -> s.dependsOn().stream().noneMatch(waiting::contains))
                    .toList();
            List<Service> now = next.isEmpty() ? List.copyOf(rest) : next;
            refused.addAll(start(composition, now));
            rest.removeAll(now);
        }
        return refused.isEmpty() ? Answer.DONE : new Answer(1, String.join("\n", refused));
    }

    private List<String> start(Composition composition, List<Service> services) {
        List<String> answers = Parallel.all(
                options.executor(),
                "starting the containers of " + composition.file(),
                START_LIMIT,
                services.stream()
                        .map(s -> (java.util.concurrent.Callable<String>) () -> start(composition, s))
                        .toList());
        return answers.stream().filter(a -> !a.isEmpty()).toList();
    }

    /** The engine's refusal, or nothing. */
    private String start(Composition composition, Service service) {
        String network = composition.networks().stream()
                .filter(n -> n.name().equals(service.networks().get(0)))
                .map(Composition.Network::engineName)
                .findFirst()
                .orElseThrow();
        try {
            String id = containers.create(
                    service, network, nameServers.get(network), ShellWords.split(expanded(service.command())));
            ids.put(service.container(), id);
            containers.startAgain(id);
            return "";
        } catch (DockerException e) {
            return service.container() + ": " + refusal(e).output();
        }
    }

    private String expanded(String text) {
        return text.replace("${REDIS_PASSWORD}", options.password().reveal());
    }

    /** Runs a command inside a container, without a terminal and without input. */
    public Answer exec(String container, List<String> words) {
        return answered(
                "a command inside " + container,
                () -> containers.run(
                        id(container),
                        COMMAND_LIMIT,
                        words.stream().map(this::expanded).toList()));
    }

    public Answer logs(String container) {
        return answered("the log of " + container, () -> new Answer(0, withoutStamps(containers.log(id(container)))));
    }

    /** As docker logs prints it, without the engine's time before each line. */
    private static String withoutStamps(String log) {
        return log.replaceAll("(?m)^\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z ", "");
    }

    public Answer stop(String container) {
        return answered("stopping " + container, () -> {
            containers.stop(id(container), GRACE);
            return Answer.DONE;
        });
    }

    public Answer start(String container) {
        return answered("starting " + container, () -> {
            containers.startAgain(id(container));
            return Answer.DONE;
        });
    }

    public Answer restart(String container) {
        return answered("restarting " + container, () -> {
            containers.stop(id(container), GRACE);
            containers.startAgain(id(container));
            return Answer.DONE;
        });
    }

    private Answer answered(String what, java.util.concurrent.Callable<Answer> call) {
        return Parallel.one(options.executor(), what, COMMAND_LIMIT.plus(GRACE), () -> {
            try {
                return call.call();
            } catch (DockerException e) {
                return refusal(e);
            }
        });
    }

    private String id(String container) {
        String id = ids.get(container);
        if (id == null) {
            throw new NotFoundException("No such container: " + container);
        }
        return id;
    }

    /** The engine's own words, which docker-java gives as JSON. */
    private static Answer refusal(DockerException refused) {
        String words = String.valueOf(refused.getMessage())
                .replaceFirst("(?s)^Status \\d+: ", "")
                .replaceFirst("(?s)^\\{\"message\":\"(.*)\"}\\s*$", "$1")
                .replace("\\\"", "\"");
        return new Answer(1, "Error response from daemon: " + words.strip());
    }

    /** Where the files are, for a tool that reads them itself. */
    public java.nio.file.Path directory() {
        return files.directory();
    }

    /** How far the clock of each running container is off, in scenario time, by its name; empty on the machine's time. */
    public Map<String, Duration> clockErrors() {
        return ids.entrySet().stream()
                .filter(e -> containers.hasClock() && containers.isRunning(e.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, e -> containers.clockError(e.getValue())));
    }

    /** What every container printed, by its name. */
    public Map<String, String> logs() {
        var logs = new TreeMap<String, String>();
        ids.forEach((name, id) -> logs.put(name, containers.log(id)));
        return logs;
    }

    /** Removes the trial's containers, networks, volumes and files. */
    @Override
    public void close() {
        try {
            Parallel.each(
                    options.executor(), "removing containers", START_LIMIT, containers.ofThisRun(), containers::remove);
            networks.forEach(containers::removeNetwork);
            volumes.forEach(containers::removeVolume);
        } finally {
            files.close();
        }
    }
}
