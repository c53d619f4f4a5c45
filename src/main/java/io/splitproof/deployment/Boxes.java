package io.splitproof.deployment;

import io.splitproof.topology.Box;
import io.splitproof.topology.Node;
import io.splitproof.topology.Topology;
import io.splitproof.topology.VirtualIp;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The containers of a topology: for each box a keeper that owns its namespace, a Toxiproxy, and the box's nodes.
 *
 * <p>Boxes start in parallel, and what joins a box starts once its address is known, because configurations name it.
 */
final class Boxes {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    /** Lines; a server that meets a directive that it does not know says so in four. */
    private static final int LAST_WORDS = 6;

    private final Topology topology;
    private final Set<String> later;
    private final Software software;
    private final Containers containers;
    private final Executor executor;
    private final List<Proxy> proxies;
    private final Configuration configuration;
    private final Consumer<Deployment.InjectorFailure> failures;
    private final Consumer<String> onBoxUp;
    private final Set<String> up = ConcurrentHashMap.newKeySet();
    private final @Nullable NodeClock clock;
    private final HttpClient http = ToxiproxyApi.http();
    private final Map<String, String> keepers = new ConcurrentHashMap<>();
    private final Map<String, String> boxIps = new ConcurrentHashMap<>();
    private final Map<String, String> nodeContainers = new ConcurrentHashMap<>();
    private final Map<String, String> lost = new ConcurrentHashMap<>();
    private final Map<String, BoxProxies> boxProxies = new ConcurrentHashMap<>();
    private final Map<String, String> macs = new ConcurrentHashMap<>();
    private final Map<String, PacketFilter> filters = new ConcurrentHashMap<>();
    private final Secret secret;
    private volatile @Nullable Subnet subnet;
    private volatile String network = "";
    private volatile Reach reach = Reach.PUBLISHED;

    /** @param later names of nodes that do not start at boot */
    Boxes(
            Topology topology,
            Set<String> later,
            List<Proxy> proxies,
            Deployment.Options options,
            Containers containers,
            @Nullable NodeClock clock) {
        this.topology = topology;
        this.later = Set.copyOf(later);
        this.proxies = proxies;
        this.software = options.software();
        this.executor = options.executor();
        this.failures = options.failures();
        this.onBoxUp = options.onBoxUp();
        this.containers = containers;
        this.clock = clock;
        this.secret = options.secret();
        this.configuration = new Configuration(topology, this.later, options.secret(), options.seed());
    }

    /** Starts every container but those of later nodes; when it returns, every Toxiproxy answers. */
    void boot() {
        String filter = software.filterImage();
        if (filter != null) {
            PacketFilter.require(containers, filter);
        }
        network = containers.createNetwork();
        reach = Reach.of(containers.gateway(network));
        if (topology.virtualIp() != null) {
            subnet = containers.subnet(network);
            boxIps.put(VirtualIp.NAME, subnet.last());
        }
        int count = topology.boxes().size();
        Parallel.each(
                executor, "starting boxes", Parallel.growing(START_LIMIT, count), topology.boxes(), this::startKeeper);
        var tasks = new ArrayList<Callable<Boolean>>();
        topology.boxes().forEach(box -> tasks.add(Parallel.task(() -> startProxies(box))));
        if (filter != null) {
            topology.boxes().forEach(box -> tasks.add(Parallel.task(() -> startFilter(box.name(), filter))));
        }
        topology.nodes().stream()
                .filter(node -> !later.contains(node.name()))
                .sorted((a, b) -> Boolean.compare(a.replicaOf() != null, b.replicaOf() != null))
                .forEach(node -> tasks.add(Parallel.task(() -> startNode(node))));
        Parallel.all(executor, "starting nodes and proxies", Parallel.growing(START_LIMIT, tasks.size()), tasks);
        Parallel.each(
                executor,
                "waiting for Toxiproxy",
                Parallel.growing(START_LIMIT, count),
                topology.boxes(),
                box -> proxiesOf(box.name()).awaitReady(Duration.ofSeconds(10)));
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
                null,
                false,
                Map.of(),
                needsOfKeeper()));
        keepers.put(box.name(), id);
        boxIps.put(box.name(), containers.ip(id));
        macs.put(box.name(), containers.mac(id));
    }

    private void startFilter(String box, String image) {
        String id = containers.start(PacketFilter.of(box, keeperOf(box), image));
        filters.put(box, new PacketFilter(containers, id, macs));
    }

    /**
     * With a virtual IP, Redis binds it in every box before that box has it. Where packets are dropped, a proxy that
     * dials gives up after 3 s: it dials for one connection at a time, and the default of 67 s would outlive the heal.
     */
    private Needs needsOfKeeper() {
        var sysctls = new HashMap<String, String>();
        if (topology.virtualIp() != null) {
            sysctls.put("net.ipv4.ip_nonlocal_bind", "1");
        }
        if (software.filterImage() != null) {
            sysctls.put("net.ipv4.tcp_syn_retries", "1");
        }
        return new Needs(Set.of(), Map.of(), sysctls, 0);
    }

    private List<Integer> portsOf(Box box) {
        var ports = new ArrayList<Integer>(List.of(BoxProxies.CONTROL_PORT));
        topology.nodesIn(box.name()).stream()
                .filter(n -> n.kind().listens())
                .forEach(n -> ports.add(
                        n.isBalancer() ? n.statisticsPort() : n.address().port()));
        proxies.stream()
                .filter(p -> p.box().equals(box.name()) && p.isForClient())
                .forEach(p -> ports.add(p.listenPort()));
        return ports;
    }

    private void startProxies(Box box) {
        var own = proxies.stream().filter(p -> p.box().equals(box.name())).toList();
        String id = containers.start(joined(
                box.name() + "-toxiproxy",
                box.name(),
                software.toxiproxyImage(),
                List.of("/toxiproxy", "-host=0.0.0.0", "-config=" + BoxProxies.FILE),
                Map.of(BoxProxies.FILE, Configuration.proxies(own, boxIps, List.of()))));
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
                        detail -> failures.accept(new Deployment.InjectorFailure(box.name(), detail))));
    }

    private void startNode(Node node) {
        nodeContainers.put(node.name(), start(asNode(node, Map.of())));
        boolean complete = topology.nodesIn(node.box()).stream()
                .allMatch(n -> later.contains(n.name()) || nodeContainers.containsKey(n.name()));
        if (complete && up.add(node.box())) {
            onBoxUp.accept(node.box());
        }
    }

    /**
     * Starts a node in a new container with the files that it had at first, and some more. What the dead one printed
     * is kept, what it had on its disk is not.
     */
    void startOnNewDisk(Node node, Map<String, byte[]> data) {
        String dead = containerOf(node);
        String name = node.name() + "-lost-" + (lost.size() + 1);
        containers.rename(dead, name);
        lost.put(name, dead);
        nodeContainers.put(node.name(), start(asNode(node, data)));
    }

    /** Starts a node's process. Where it ends at once only its last words say why, such as a directive it lacks. */
    private String start(Containers.Wanted wanted) {
        try {
            return containers.start(wanted);
        } catch (RuntimeException e) {
            String printed = containers.lastLines(containers.name(wanted.name()), LAST_WORDS);
            throw new DeploymentException(
                    wanted.name() + " did not start (" + Parallel.root(e).getMessage() + "). It printed "
                            + (printed.isEmpty() ? "nothing" : "last:\n" + secret.redact(printed)),
                    e);
        }
    }

    private Containers.Wanted asNode(Node node, Map<String, byte[]> data) {
        return node.isPart() ? asPart(node, data) : asServer(node, data);
    }

    /** What is no Redis runs on the machine's own time, from an image of its own. */
    private Containers.Wanted asPart(Node node, Map<String, byte[]> data) {
        int prefix = subnet == null ? 0 : subnet.prefix();
        Part part = Part.of(node, new Surroundings(topology, boxIps, boxIps.get(VirtualIp.NAME), prefix, secret));
        return new Containers.Wanted(
                node.name(),
                known(software.parts(), node.kind()),
                part.command(),
                null,
                List.of(),
                keeperOf(node.box()),
                List.of(),
                part.files(),
                null,
                false,
                data,
                part.needs());
    }

    private Containers.Wanted asServer(Node node, Map<String, byte[]> data) {
        var command = new ArrayList<>(List.of(software.of(node).serverBinary(), Configuration.FILE));
        if (node.isSentinel()) {
            command.add("--sentinel");
        }
        String conf = configuration.of(node, bound(node));
        return new Containers.Wanted(
                node.name(),
                software.of(node).serverImage(),
                command,
                null,
                List.of(),
                keeperOf(node.box()),
                List.of(),
                Map.of(Configuration.FILE, conf),
                clock,
                topology.restartsByItself(),
                data,
                Needs.NOTHING);
    }

    /** Addresses at which others reach a node: its box's, and the virtual IP whenever the box has it. */
    private String bound(Node node) {
        String own = ipOf(node.box());
        return node.isRedis() && topology.virtualIp() != null ? own + " " + ipOf(VirtualIp.NAME) : own;
    }

    /** Starts a node that has not run yet, or again with the files that it left. */
    void start(Node node) {
        if (hasStarted(node)) {
            containers.startAgain(containerOf(node));
        } else {
            startNode(node);
        }
    }

    /** False of a later node that nobody has started yet. */
    boolean hasStarted(Node node) {
        return nodeContainers.containsKey(node.name());
    }

    private Containers.Wanted joined(
            String name, String box, String image, List<String> command, Map<String, String> files) {
        return new Containers.Wanted(
                name,
                image,
                command,
                null,
                List.of(),
                keeperOf(box),
                List.of(),
                files,
                null,
                false,
                Map.of(),
                Needs.NOTHING);
    }

    /** Where the harness reaches a port inside a box. */
    HostPort at(String box, int port) {
        return reach == Reach.BRIDGE
                ? new HostPort(ipOf(box), port)
                : new HostPort("127.0.0.1", containers.publishedPort(keeperOf(box), port));
    }

    /** The id of the run's network, or empty if it was not made. */
    String network() {
        return network;
    }

    Reach reach() {
        return reach;
    }

    /** The containers whose output is worth keeping, by name. */
    Map<String, String> talkers() {
        var talkers = new LinkedHashMap<String, String>(nodeContainers);
        talkers.putAll(lost);
        boxProxies.forEach((box, p) -> talkers.put(box + "-toxiproxy", p.container()));
        filters.forEach((box, f) -> talkers.put(box + "-filter", f.container()));
        return talkers;
    }

    String containerOf(Node node) {
        return known(nodeContainers, node.name());
    }

    String keeperOf(String box) {
        return known(keepers, box);
    }

    /** A box's address in the run's network. */
    String ipOf(String box) {
        return known(boxIps, box);
    }

    BoxProxies proxiesOf(String box) {
        return known(boxProxies, box);
    }

    /** How many leading bits all addresses of the run's network have in common; 0 if nobody asked. */
    int prefix() {
        return subnet == null ? 0 : subnet.prefix();
    }

    /** What drops packets at a box's ingress. */
    PacketFilter filterOf(String box) {
        return known(filters, box);
    }

    private static <K, T> T known(Map<K, T> map, K name) {
        T value = map.get(name);
        if (value == null) {
            throw new DeploymentException("\"" + name + "\" was not started; running are "
                    + new HashMap<>(map)
                            .keySet().stream().map(String::valueOf).sorted().collect(Collectors.joining(", ")));
        }
        return value;
    }
}
