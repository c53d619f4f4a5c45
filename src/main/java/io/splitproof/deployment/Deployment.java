package io.splitproof.deployment;

import io.splitproof.engine.Engine;
import io.splitproof.topology.Box;
import io.splitproof.topology.Node;
import io.splitproof.topology.Topology;
import io.splitproof.topology.VirtualIp;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
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

    /** What a command line prints last if it did not succeed. */
    public static final String FAILED = "the command line failed";

    /** What the engine reports of a process that was killed: 128 + 9. */
    private static final long SIGKILL = 137;

    private final Topology topology;
    private final Software software;
    private final Containers containers;
    private final Executor executor;
    private final List<Proxy> proxies;
    private final Map<String, ClockSettings> clocks = new ConcurrentHashMap<>();
    private final Boxes boxes;

    /**
     * What a deployment needs to know besides its topology.
     *
     * @param failures is told of proxies that hung
     * @param onBoxUp is told the name of each box, once its nodes run
     * @param timeLapse null for nodes on the machine's own time
     */
    public record Options(
            Engine engine,
            String runId,
            Software software,
            Map<String, String> labels,
            Secret secret,
            long seed,
            Executor executor,
            Consumer<InjectorFailure> failures,
            Consumer<String> onBoxUp,
            @Nullable TimeLapse timeLapse) {}

    /**
     * Nodes with clocks of their own, whose time may pass faster or slower than the machine's.
     *
     * @param library the compiled clock library
     * @param factor seconds that pass for the nodes in a second of the machine
     */
    public record TimeLapse(Path library, double factor) {}

    /** A proxy of that box hung and was started again. */
    public record InjectorFailure(String box, String detail) {}

    private Deployment(Topology topology, Set<String> later, Options options, Containers containers) {
        this.topology = topology;
        this.software = options.software();
        this.executor = options.executor();
        this.containers = containers;
        NodeClock clock = options.timeLapse() == null
                ? null
                : NodeClock.starting(
                        options.timeLapse().library(), options.timeLapse().factor());
        if (clock != null) {
            topology.servers().forEach(n -> clocks.put(n.name(), clock.settings()));
        }
        this.proxies = Proxy.of(topology);
        this.boxes = new Boxes(topology, later, proxies, options, containers, clock);
    }

    /**
     * Starts every container of a topology, boxes in parallel. When it returns all of them run; that they have found
     * each other is for the caller to await. If one fails, everything is removed and DeploymentException is thrown.
     *
     * @param later names of nodes that do not run until they are started
     */
    public static Deployment start(Topology topology, Set<String> later, Options options) {
        return start(
                topology, later, options, new Containers(options.engine().client(), options.runId(), options.labels()));
    }

    /** The same with other engine calls, for tests without an engine. */
    static Deployment start(Topology topology, Set<String> later, Options options, Containers containers) {
        var deployment = new Deployment(topology, later, options, containers);
        try {
            deployment.boxes.boot();
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

    /** True if nodes have clocks of their own, which can be changed; false if they are on the machine's time. */
    public boolean hasNodeClocks() {
        return !clocks.isEmpty();
    }

    /** How a node's clocks run, by what it was told last; throws DeploymentException on the machine's time. */
    public ClockSettings clockOf(Node node) {
        ClockSettings settings = clocks.get(node.name());
        if (settings == null) {
            throw new DeploymentException(
                    node.name() + " has no clock of its own: it was started without the clock library");
        }
        return settings;
    }

    /** Tells a node, running or not, how its clocks are to run; see {@link ClockSettings#lead} for how early. */
    public void setClock(Node node, ClockSettings settings) {
        byte[] bytes = settings.bytes();
        bounded(
                "setting the clock of " + node.name(),
                () -> containers.write(boxes.containerOf(node), ClockSettings.FILE, bytes, 0644));
        clocks.put(node.name(), settings);
    }

    public Topology topology() {
        return topology;
    }

    public Reach reach() {
        return boxes.reach();
    }

    /** Every proxy of every box, faulted or not. */
    public List<Proxy> proxies() {
        return proxies;
    }

    /** Where the harness reaches a node directly, past every proxy: the observation plane. */
    public HostPort observe(Node node) {
        return boxes.at(node.box(), node.address().port());
    }

    /** Where the harness asks a balancer for its statistics. */
    public HostPort statistics(Node balancer) {
        return boxes.at(balancer.box(), balancer.statisticsPort());
    }

    /** A command that asks a node for its role; the password stays inside its container. */
    public String howToReach(Node node) {
        return "docker exec " + containers.name(node.name()) + " sh -c 'REDISCLI_AUTH=$(sed -n \"s/^requirepass //p\" "
                + Configuration.FILE + " | tr -d \\\") " + software.of(node).cliBinary() + " -h "
                + node.address().host() + " -p "
                + node.address().port() + (node.isSentinel() ? " sentinel masters'" : " role'");
    }

    /** Where a client in that box reaches the virtual IP, or where a balancer takes reads: through a proxy of its own. */
    public HostPort fromClientBox(String clientBox, String front, Proxy.Port port) {
        return proxies.stream()
                .filter(p -> p.box().equals(clientBox) && p.isForClient())
                .filter(p -> p.toNode().equals(front) && p.port() == port)
                .map(p -> boxes.at(clientBox, p.listenPort()))
                .findFirst()
                .orElseThrow(() -> new DeploymentException("no proxy from " + clientBox + " to " + front));
    }

    /** Where a client in that box reaches a node: through its own proxy, or directly in its own box. */
    public HostPort fromClientBox(String clientBox, Node node) {
        if (node.box().equals(clientBox)) {
            return observe(node);
        }
        return proxies.stream()
                .filter(p -> p.box().equals(clientBox) && p.isForClient())
                .filter(p -> p.toNode().equals(node.name()))
                .map(p -> boxes.at(clientBox, p.listenPort()))
                .findFirst()
                .orElseThrow(() -> new DeploymentException("no proxy from " + clientBox + " to " + node.name()));
    }

    /** Withholds bytes of one direction of one proxy, without closing its connections. */
    public void block(Proxy proxy, Block block) {
        boxes.proxiesOf(proxy.box()).block(proxy, block);
    }

    /** Closes a proxy, withholds the bytes, and lets it listen: for a link whose reader is stalled. */
    public void closeAndBlock(Proxy proxy, Block block) {
        boxes.proxiesOf(proxy.box()).closeAndBlock(proxy, block);
    }

    /** Closes a proxy's listener and its connections. */
    public void close(Proxy proxy) {
        boxes.proxiesOf(proxy.box()).close(proxy);
    }

    /** Restores a proxy to how it was at boot. */
    public void open(Proxy proxy) {
        boxes.proxiesOf(proxy.box()).open(proxy);
    }

    public boolean isBlocked(Proxy proxy) {
        return !boxes.proxiesOf(proxy.box()).blocked(proxy).isEmpty();
    }

    /** True if packets can be dropped: the scenario asked for it, and the engine and its kernel are able to. */
    public boolean dropsPackets() {
        return software.filterImage() != null;
    }

    /**
     * Drops, where a box receives them, all packets that other boxes send.
     *
     * @param id of the fault, under which the same packets pass again
     * @param at not before this instant of the machine's clock
     * @return when it was done
     */
    public Instant drop(String id, String box, Collection<String> from, Instant at) {
        return boxes.filterOf(box).drop(id, from, at).at();
    }

    /** How many packets a box has dropped for a fault, by sender: evidence at the receiver. */
    public Map<String, Long> dropped(String id, String box) {
        return boxes.filterOf(box).dropped(id);
    }

    /**
     * Lets a box receive again what was dropped for a fault.
     *
     * @param counts is told how many packets were, by sender
     * @return when it was done
     */
    public Instant pass(String id, String box, Instant at, BiConsumer<String, Long> counts) {
        PacketFilter.Changed changed = boxes.filterOf(box).pass(id, at);
        changed.dropped().forEach(counts);
        return changed.at();
    }

    /**
     * Tells of each box whether it has the virtual IP, from now on, each time that changes. Called by threads of the
     * engine's client.
     *
     * @return what ends the telling
     */
    public List<AutoCloseable> followVirtualIp(BiConsumer<String, Boolean> onChange) {
        String address = boxes.ipOf(VirtualIp.NAME);
        return topology.nodeBoxes().stream()
                .map(Box::name)
                .map(box -> boxes.filterOf(box).follow(address, held -> onChange.accept(box, held)))
                .toList();
    }

    /** The boxes whose kernel has the virtual IP now. */
    public List<String> holdersOfVirtualIp() {
        String address = boxes.ipOf(VirtualIp.NAME);
        Set<String> holders = ConcurrentHashMap.newKeySet();
        Parallel.each(executor, "looking who has the virtual IP", CALL_LIMIT, topology.nodeBoxes(), box -> {
            if (boxes.filterOf(box.name()).has(address)) {
                holders.add(box.name());
            }
        });
        return holders.stream().sorted().toList();
    }

    /** Takes the virtual IP from a box whose host has died: its namespace lives, and would still answer for it. */
    public void forgetVirtualIp(String box) {
        if (topology.virtualIp() != null && dropsPackets()) {
            boxes.filterOf(box).forget(boxes.ipOf(VirtualIp.NAME), boxes.prefix());
        }
    }

    /** Sends SIGKILL to a node's process and returns when the engine says that it is gone. */
    public void kill(Node node) {
        bounded("killing " + node.name(), () -> containers.kill(boxes.containerOf(node)));
    }

    /** Kills every process of a box at once; its namespace, and so its data and addresses, stay for a later start. */
    public void killBox(String box) {
        Parallel.each(
                executor,
                "killing every process of " + box,
                CALL_LIMIT,
                topology.nodesIn(box),
                node -> containers.kill(boxes.containerOf(node)));
    }

    /** Sends SIGTERM; after {@code grace} the engine kills. */
    public void stop(Node node, Duration grace) {
        Parallel.one(
                executor,
                "stopping " + node.name(),
                grace.plus(CALL_LIMIT),
                Parallel.task(() -> containers.stop(boxes.containerOf(node), grace)));
    }

    public void pause(Node node) {
        bounded("pausing " + node.name(), () -> containers.pause(boxes.containerOf(node)));
    }

    public void resume(Node node) {
        bounded("resuming " + node.name(), () -> containers.unpause(boxes.containerOf(node)));
    }

    /** Starts a node's process for the first time, or again with the files that it left. */
    public void startAgain(Node node) {
        bounded("starting " + node.name(), () -> boxes.start(node));
    }

    /** Starts a node's process on a new disk that holds nothing but a snapshot, or nothing at all. */
    public void startOnNewDisk(Node node, byte @Nullable [] snapshot) {
        Map<String, byte[]> data = snapshot == null ? Map.of() : Map.of(Snapshot.file(node), snapshot);
        Parallel.one(
                executor,
                "starting " + node.name() + " on a new disk",
                START_LIMIT,
                Parallel.task(() -> boxes.startOnNewDisk(node, data)));
    }

    /** Has a Redis node save a snapshot, waits for it, and copies it out of the container. */
    public byte[] backUp(Node node) {
        return Parallel.one(executor, "a backup of " + node.name(), Snapshot.LIMIT.plus(CALL_LIMIT), () -> {
            String id = boxes.containerOf(node);
            String said = containers.exec(id, Snapshot.LIMIT, "sh", "-c", Snapshot.script(node, software.of(node)));
            if (!said.strip().endsWith(Snapshot.DONE)) {
                throw new DeploymentException(
                        node.name() + " should have saved a snapshot, but its command line said: " + said.strip());
            }
            return containers.read(id, Snapshot.file(node));
        });
    }

    /**
     * Sends SIGKILL to a node's process from inside its box, as its kernel would if memory ran out. The engine did not
     * ask for it, so that its restart policy acts.
     */
    public void killFromInside(Node node) {
        String id = boxes.containerOf(node);
        // A control group names its container, so that no other process of the box can be meant.
        String said = script(
                node.box(),
                "for f in $(grep -l " + id + " /proc/[0-9]*/cgroup 2>/dev/null); do"
                        + " p=${f#/proc/}; kill -9 \"${p%/cgroup}\" && echo killed; done",
                CALL_LIMIT);
        if (!said.contains("killed")) {
            throw new DeploymentException("no process of " + node.name() + " was found in " + node.box()
                    + "; its control group should name container " + id + ". " + said.strip());
        }
    }

    /** When a node's process was started last, in the engine's words; another one after every start. */
    public String startedAt(Node node) {
        return Parallel.one(
                executor, "inspecting " + node.name(), CALL_LIMIT, () -> containers.startedAt(boxes.containerOf(node)));
    }

    public boolean isRunning(Node node) {
        return boxes.hasStarted(node)
                && Parallel.one(
                        executor,
                        "inspecting " + node.name(),
                        CALL_LIMIT,
                        () -> containers.isRunning(boxes.containerOf(node)));
    }

    /** True if a node's process has ended by SIGKILL, whoever sent it. */
    public boolean endedBySigkill(Node node) {
        return SIGKILL == exitCode(node);
    }

    /** The exit code of a node's process that has ended. */
    public long exitCode(Node node) {
        return Parallel.one(
                executor, "inspecting " + node.name(), CALL_LIMIT, () -> containers.exitCode(boxes.containerOf(node)));
    }

    public boolean isPaused(Node node) {
        return Parallel.one(
                executor, "inspecting " + node.name(), CALL_LIMIT, () -> containers.isPaused(boxes.containerOf(node)));
    }

    /** Runs a shell script in a box's namespace, outside every node of it, and returns what it printed. */
    public String script(String box, String script, Duration limit) {
        return Parallel.one(
                executor,
                "a probe in " + box,
                limit.plus(CALL_LIMIT),
                () -> containers.exec(boxes.keeperOf(box), limit, "sh", "-c", script));
    }

    /**
     * Measures GET with the server's own benchmark, in the node's own container.
     *
     * @return what it printed
     */
    public String benchmark(Node node, int requests, Duration limit) {
        return benchmark(node, "-t get -n " + requests + " -q 2>/dev/null | tr '\\r' '\\n' | tail -n 2", limit);
    }

    /** Runs the server's own benchmark with other options; see {@link #benchmark(Node, int, Duration)}. */
    public String benchmark(Node node, String options, Duration limit) {
        String script = ServerBenchmark.script(node, software.of(node), options);
        return Parallel.one(
                executor,
                "a benchmark of " + node.name(),
                limit.plus(CALL_LIMIT),
                () -> containers.exec(boxes.containerOf(node), limit, "sh", "-c", script));
    }

    /**
     * Runs the server's command line in a node's own container, as an operator does there; the password is read inside
     * and is in no argument.
     *
     * @return what it printed, its errors too; a last line of {@link #FAILED} if it did not succeed
     */
    public String commandLine(Node node, Duration limit, String... words) {
        return shell(node, limit, "", words);
    }

    /** The same with the password on its standard input, for one that asks for that of another server. */
    public String commandLineAsked(Node node, Duration limit, String... words) {
        return shell(node, limit, "printf '%s\\n' \"$REDISCLI_AUTH\" | ", words);
    }

    private String shell(Node node, Duration limit, String input, String... words) {
        String script = "export REDISCLI_AUTH=\"$(sed -n 's/^requirepass //p' " + Configuration.FILE
                + " | tr -d '\"')\"; " + input + "timeout " + limit.toSeconds() + " "
                + software.of(node).cliBinary() + " "
                + String.join(" ", words) + " 2>&1 || echo " + FAILED;
        return Parallel.one(
                executor,
                "the command line of " + node.name(),
                limit.plus(CALL_LIMIT),
                () -> containers.exec(boxes.containerOf(node), limit.plus(CALL_LIMIT), "sh", "-c", script));
    }

    /** What a box's address is in the run's network, by which others see its connections. */
    public String ipOf(String box) {
        return boxes.ipOf(box);
    }

    /** What a node has printed since an instant of the machine's clock, each line with the engine's time stamp. */
    public String logSince(Node node, Instant since) {
        return Parallel.one(
                executor,
                "reading the log of " + node.name(),
                CALL_LIMIT,
                () -> containers.logSince(boxes.containerOf(node), since));
    }

    public Software software() {
        return software;
    }

    /** What every node and proxy printed, by name. A log that cannot be read is left out. */
    public Map<String, String> logs() {
        var logs = new ConcurrentHashMap<String, String>();
        var talkers = boxes.talkers().entrySet();
        Parallel.each(
                executor,
                "reading logs",
                Parallel.growing(START_LIMIT, talkers.size()),
                talkers,
                e -> logs.put(e.getKey(), containers.log(e.getValue())));
        return Map.copyOf(logs);
    }

    private void bounded(String what, Runnable action) {
        Parallel.one(executor, what, CALL_LIMIT, Parallel.task(action));
    }

    /** Removes every container of the run, also one that was only created, and its network. */
    @Override
    public void close() {
        try {
            List<String> own = containers.ofThisRun();
            Parallel.each(
                    executor,
                    "removing containers",
                    Parallel.growing(START_LIMIT, own.size()),
                    own,
                    containers::remove);
        } finally {
            if (!boxes.network().isEmpty()) {
                bounded("removing the network", () -> containers.removeNetwork(boxes.network()));
            }
        }
    }
}
