package io.splitproof.deployment;

import io.splitproof.engine.Engine;
import io.splitproof.topology.Box;
import io.splitproof.topology.Node;
import io.splitproof.topology.Topology;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A topology that is running.
 *
 * <p>Each box is a namespace kept by a container that does nothing else, joined by one Toxiproxy and the box's nodes;
 * so a node or a proxy can be killed and started again without losing the box's network. Closing removes everything.
 */
public final class Deployment implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(15);

    private final Topology topology;
    private final Software software;
    private final Containers containers;
    private final Executor executor;
    private final List<Proxy> proxies;
    private final Configuration configuration;
    private final Consumer<InjectorFailure> failures;
    private final @Nullable NodeClock clock;
    private final HttpClient http = ToxiproxyApi.http();
    private final Map<String, String> keepers = new ConcurrentHashMap<>();
    private final Map<String, String> boxIps = new ConcurrentHashMap<>();
    private final Map<String, String> nodeContainers = new ConcurrentHashMap<>();
    private final Map<String, BoxProxies> boxProxies = new ConcurrentHashMap<>();
    private volatile String network = "";
    private volatile Reach reach = Reach.PUBLISHED;

    /** What a deployment needs to know besides its topology. */
    public record Options(
            Engine engine,
            String runId,
            Software software,
            Map<String, String> labels,
            Secret secret,
            long seed,
            Executor executor,
            Consumer<InjectorFailure> failures,
            @Nullable TimeLapse timeLapse) {}

    /**
     * Nodes whose time passes faster or slower than the machine's.
     *
     * @param library the compiled clock library
     * @param factor seconds that pass for the nodes in a second of the machine
     */
    public record TimeLapse(Path library, double factor) {}

    /** A proxy of that box hung and was started again. */
    public record InjectorFailure(String box, String detail) {}

    private Deployment(Topology topology, Options options, Containers containers) {
        this.topology = topology;
        this.software = options.software();
        this.executor = options.executor();
        this.failures = options.failures();
        this.containers = containers;
        this.clock = options.timeLapse() == null
                ? null
                : NodeClock.starting(
                        options.timeLapse().library(), options.timeLapse().factor());
        this.proxies = Proxy.of(topology);
        this.configuration = new Configuration(topology, options.secret(), options.seed());
    }

    /**
     * Starts every container of a topology, boxes in parallel. When it returns all of them run; that they have found
     * each other is for the caller to await. If one fails, everything is removed and DeploymentException is thrown.
     */
    public static Deployment start(Topology topology, Options options) {
        return start(topology, options, new Containers(options.engine().client(), options.runId(), options.labels()));
    }

    /** The same with other engine calls, for tests without an engine. */
    static Deployment start(Topology topology, Options options, Containers containers) {
        var deployment = new Deployment(topology, options, containers);
        try {
            deployment.boot();
            return deployment;
        } catch (RuntimeException e) {
            try {
                deployment.close();
            } catch (RuntimeException onClose) {
                e.addSuppressed(onClose);
            }
            throw e;
        }
    }

    private void boot() {
        network = containers.createNetwork();
        reach = Reach.of(containers.gateway(network));
        each("starting boxes", topology.boxes(), this::startKeeper);
        var tasks = new ArrayList<Callable<Boolean>>();
        topology.boxes().forEach(box -> tasks.add(done(() -> startProxies(box))));
        topology.nodes().stream()
                .sorted((a, b) -> Boolean.compare(a.replicaOf() != null, b.replicaOf() != null))
                .forEach(node -> tasks.add(done(() -> startNode(node))));
        Parallel.all(executor, "starting nodes and proxies", START_LIMIT, tasks);
        each(
                "waiting for Toxiproxy",
                topology.boxes(),
                box -> proxiesOf(box.name()).awaitReady(Duration.ofSeconds(10)));
    }

    private <T> void each(String what, Collection<T> items, Consumer<T> action) {
        Parallel.all(
                executor,
                what,
                START_LIMIT,
                items.stream().map(i -> done(() -> action.accept(i))).toList());
    }

    private static Callable<Boolean> done(Runnable action) {
        return () -> {
            action.run();
            return true;
        };
    }

    private void startKeeper(Box box) {
        List<Integer> published = reach == Reach.BRIDGE ? List.of() : portsOf(box);
        String id = containers.start(new Containers.Wanted(
                box.name(),
                software.serverImage(),
                List.of("sleep", "infinity"),
                network,
                List.of(box.name()),
                null,
                published,
                Map.of(),
                null));
        keepers.put(box.name(), id);
        boxIps.put(box.name(), containers.ip(id));
    }

    private List<Integer> portsOf(Box box) {
        var ports = new ArrayList<Integer>(List.of(BoxProxies.CONTROL_PORT));
        topology.nodesIn(box.name()).forEach(n -> ports.add(n.address().port()));
        if (box.isClient()) {
            proxies.stream().filter(p -> p.box().equals(box.name())).forEach(p -> ports.add(p.listenPort()));
        }
        return ports;
    }

    private void startProxies(Box box) {
        var own = proxies.stream().filter(p -> p.box().equals(box.name())).toList();
        String id = containers.start(joined(
                box.name() + "-toxiproxy",
                box.name(),
                software.toxiproxyImage(),
                List.of("/toxiproxy", "-host=0.0.0.0", "-config=" + BoxProxies.FILE),
                Map.of(BoxProxies.FILE, Configuration.proxies(own, boxIps, List.of())),
                null));
        boxProxies.put(
                box.name(),
                new BoxProxies(
                        box.name(),
                        own,
                        boxIps,
                        containers,
                        id,
                        () -> at(box.name(), BoxProxies.CONTROL_PORT),
                        http,
                        detail -> failures.accept(new InjectorFailure(box.name(), detail))));
    }

    private void startNode(Node node) {
        var command = new ArrayList<>(List.of(software.serverBinary(), Configuration.FILE));
        if (node.isSentinel()) {
            command.add("--sentinel");
        }
        String conf = configuration.of(node, ipOf(node.box()));
        nodeContainers.put(
                node.name(),
                containers.start(joined(
                        node.name(),
                        node.box(),
                        software.serverImage(),
                        command,
                        Map.of(Configuration.FILE, conf),
                        clock)));
    }

    private Containers.Wanted joined(
            String name,
            String box,
            String image,
            List<String> command,
            Map<String, String> files,
            @Nullable NodeClock nodeClock) {
        return new Containers.Wanted(name, image, command, null, List.of(), keeperOf(box), List.of(), files, nodeClock);
    }

    /**
     * How far a node's clock is off, in its own time, given what it said its wall clock shows.
     *
     * @param askedNanos System.nanoTime before the question
     * @param answeredNanos System.nanoTime after the answer
     * @return zero within the interval; empty for nodes on the machine's own time
     */
    public Optional<Duration> clockError(long askedNanos, Instant said, long answeredNanos) {
        return Optional.ofNullable(clock).map(c -> c.settings().error(askedNanos, said, answeredNanos));
    }

    public Topology topology() {
        return topology;
    }

    public Reach reach() {
        return reach;
    }

    /** Every proxy of every box, faulted or not. */
    public List<Proxy> proxies() {
        return proxies;
    }

    /** Where the harness reaches a node directly, past every proxy: the observation plane. */
    public HostPort observe(Node node) {
        return at(node.box(), node.address().port());
    }

    /** A command that asks a node for its role; the password stays inside its container. */
    public String howToReach(Node node) {
        return "docker exec " + containers.name(node.name()) + " sh -c 'REDISCLI_AUTH=$(sed -n \"s/^requirepass //p\" "
                + Configuration.FILE + " | tr -d \\\") " + software.cliBinary() + " -h "
                + node.address().host() + " -p "
                + node.address().port() + (node.isSentinel() ? " sentinel masters'" : " role'");
    }

    /** Where a client in that client box reaches a node: through its own proxy. */
    public HostPort fromClientBox(String clientBox, Node node) {
        return proxies.stream()
                .filter(p -> p.box().equals(clientBox) && p.toNode().equals(node.name()))
                .map(p -> at(clientBox, p.listenPort()))
                .findFirst()
                .orElseThrow(() -> new DeploymentException("no proxy from " + clientBox + " to " + node.name()));
    }

    private HostPort at(String box, int port) {
        return reach == Reach.BRIDGE
                ? new HostPort(ipOf(box), port)
                : new HostPort("127.0.0.1", containers.publishedPort(keeperOf(box), port));
    }

    /** Withholds bytes of one direction of one proxy, without closing its connections. */
    public void block(Proxy proxy, Block block) {
        proxiesOf(proxy.box()).block(proxy, block);
    }

    /** Closes a proxy, withholds the bytes, and lets it listen: for a link whose reader is stalled. */
    public void closeAndBlock(Proxy proxy, Block block) {
        proxiesOf(proxy.box()).closeAndBlock(proxy, block);
    }

    /** Closes a proxy's listener and its connections. */
    public void close(Proxy proxy) {
        proxiesOf(proxy.box()).close(proxy);
    }

    /** Restores a proxy to how it was at boot. */
    public void open(Proxy proxy) {
        proxiesOf(proxy.box()).open(proxy);
    }

    public boolean isBlocked(Proxy proxy) {
        return !proxiesOf(proxy.box()).blocked(proxy).isEmpty();
    }

    /** Sends SIGKILL to a node's process and returns when the engine says that it is gone. */
    public void kill(Node node) {
        bounded("killing " + node.name(), () -> containers.kill(containerOf(node)));
    }

    /** Kills every process of a box at once; its namespace, and so its data and addresses, stay for a later start. */
    public void killBox(String box) {
        var ids = new ArrayList<String>();
        topology.nodesIn(box).forEach(n -> ids.add(containerOf(n)));
        Parallel.all(
                executor,
                "killing every process of " + box,
                CALL_LIMIT,
                ids.stream().map(id -> done(() -> containers.kill(id))).toList());
    }

    /** Sends SIGTERM; after {@code grace} the engine kills. */
    public void stop(Node node, Duration grace) {
        Parallel.one(
                executor,
                "stopping " + node.name(),
                grace.plus(CALL_LIMIT),
                done(() -> containers.stop(containerOf(node), grace)));
    }

    public void pause(Node node) {
        bounded("pausing " + node.name(), () -> containers.pause(containerOf(node)));
    }

    public void resume(Node node) {
        bounded("resuming " + node.name(), () -> containers.unpause(containerOf(node)));
    }

    /** Starts a node's process again, with the files that it left. */
    public void startAgain(Node node) {
        bounded("starting " + node.name(), () -> containers.startAgain(containerOf(node)));
    }

    public boolean isRunning(Node node) {
        return Parallel.one(
                executor, "inspecting " + node.name(), CALL_LIMIT, () -> containers.isRunning(containerOf(node)));
    }

    public boolean isPaused(Node node) {
        return Parallel.one(
                executor, "inspecting " + node.name(), CALL_LIMIT, () -> containers.isPaused(containerOf(node)));
    }

    /** Runs a shell script in a box's namespace, outside every node of it, and returns what it printed. */
    public String script(String box, String script, Duration limit) {
        return Parallel.one(
                executor,
                "a probe in " + box,
                limit.plus(CALL_LIMIT),
                () -> containers.exec(keeperOf(box), limit, "sh", "-c", script));
    }

    public Software software() {
        return software;
    }

    /** What every node and proxy printed, by name. A log that cannot be read is left out. */
    public Map<String, String> logs() {
        var wanted = new LinkedHashMap<String, String>(nodeContainers);
        boxProxies.forEach((box, p) -> wanted.put(box + "-toxiproxy", p.container()));
        var logs = new ConcurrentHashMap<String, String>();
        Parallel.all(
                executor,
                "reading logs",
                START_LIMIT,
                wanted.entrySet().stream()
                        .map(e -> done(() -> logs.put(e.getKey(), containers.log(e.getValue()))))
                        .toList());
        return Map.copyOf(logs);
    }

    private void bounded(String what, Runnable action) {
        Parallel.one(executor, what, CALL_LIMIT, done(action));
    }

    private String containerOf(Node node) {
        return known(nodeContainers, node.name());
    }

    private String keeperOf(String box) {
        return known(keepers, box);
    }

    private String ipOf(String box) {
        return known(boxIps, box);
    }

    private BoxProxies proxiesOf(String box) {
        return known(boxProxies, box);
    }

    private static <T> T known(Map<String, T> map, String name) {
        T value = map.get(name);
        if (value == null) {
            throw new DeploymentException("\"" + name + "\" was not started; running are "
                    + new HashMap<>(map).keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        return value;
    }

    /** Removes every container of the run, also one that was only created, and its network. */
    @Override
    public void close() {
        try {
            each("removing containers", containers.ofThisRun(), containers::remove);
        } finally {
            if (!network.isEmpty()) {
                bounded("removing the network", () -> containers.removeNetwork(network));
            }
        }
    }
}
