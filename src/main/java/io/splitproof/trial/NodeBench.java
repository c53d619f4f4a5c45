package io.splitproof.trial;

import io.splitproof.deployment.Deployment;
import io.splitproof.deployment.DeploymentException;
import io.splitproof.deployment.Secret;
import io.splitproof.deployment.Software;
import io.splitproof.engine.Engine;
import io.splitproof.engine.Image;
import io.splitproof.engine.Images;
import io.splitproof.engine.Leases;
import io.splitproof.engine.Provision;
import io.splitproof.history.RealTime;
import io.splitproof.run.Await;
import io.splitproof.run.Threads;
import io.splitproof.topology.Address;
import io.splitproof.topology.Box;
import io.splitproof.topology.Group;
import io.splitproof.topology.Node;
import io.splitproof.topology.NodeKind;
import io.splitproof.topology.Topology;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures one Redis node with the server's own benchmark, inside its own container: operations in a second, and what a
 * key costs in memory, as a node of its own and as the only node of a Cluster.
 */
public final class NodeBench {
    /** Bytes of a value: a session of a web application, more or less. */
    public static final int VALUE_BYTES = 1_000;

    /** Keys that are written for the figure of memory. */
    public static final int KEYS = 100_000;

    private static final int REQUESTS = 200_000;
    private static final int CALLS = 8;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final RealTime READY = RealTime.ofSeconds(20);
    private static final Pattern LINE = Pattern.compile("\"(\\w+)\",\"([0-9.]+)\"");
    private static final String NAME = "redis-1";

    private final Provision provision;
    private final Progress progress;

    public NodeBench(Provision provision, Progress progress) {
        this.provision = provision;
        this.progress = progress;
    }

    /**
     * What one start of a node showed.
     *
     * @param inCluster true for the only node of a Cluster, which has all slots
     * @param perSecond operations in a second, by name: the command, and how many each client sends before it waits
     * @param bytesOfKey memory that one key of {@link #VALUE_BYTES} takes, in bytes
     * @param server product and version
     */
    public record Sample(boolean inCluster, Map<String, Double> perSecond, double bytesOfKey, String server) {
        public Sample {
            perSecond = Map.copyOf(perSecond);
        }
    }

    /** Starts one node, measures it, and removes it. */
    public Sample run(boolean inCluster) throws InterruptedException {
        ThreadPoolExecutor calls = Threads.bounded("splitproof-node", CALLS);
        try (var engine = Threads.oneAtATime(() -> Engine.connect(provision, progress::step))) {
            new Leases(engine, calls).sweepDead(progress::step);
            List<Image> images = new Images(engine, provision, calls, progress::step)
                    .resolveAll(List.of(Images.REDIS, Images.TOXIPROXY));
            String id = Trial.id();
            var software = new Software(
                    images.get(0).reference(),
                    "redis-server",
                    "redis-cli",
                    images.get(1).reference());
            var options = new Deployment.Options(
                    engine,
                    id,
                    software,
                    Leases.labels(id, false),
                    Secret.random(),
                    1,
                    calls,
                    failure -> progress.step(failure.detail()),
                    box -> {},
                    null);
            try (var deployment = Deployment.start(topology(inCluster), Set.of(), options)) {
                return measure(deployment, inCluster, images.get(0).server());
            }
        } finally {
            calls.shutdownNow();
        }
    }

    private static Topology topology(boolean inCluster) {
        var settings = new HashMap<String, List<String>>(Map.of("save", List.of("")));
        if (inCluster) {
            settings.put("cluster-enabled", List.of("yes"));
        }
        var box = new Box("box-1", 1, Box.Purpose.NODES);
        var address = new Address(box.loopback(), NodeKind.REDIS.firstPort());
        var node = new Node(NAME, NodeKind.REDIS, box.name(), address, null, settings);
        return new Topology(List.of(box), List.of(node), List.of(new Group("mymaster", NAME, List.of(), 0)));
    }

    private Sample measure(Deployment deployment, boolean inCluster, String server) throws InterruptedException {
        Node node = deployment.topology().node(NAME);
        await(deployment, node, "PONG", "PING");
        if (inCluster) {
            deployment.commandLine(node, LIMIT, "CLUSTER", "ADDSLOTSRANGE", "0", "16383");
            await(deployment, node, "cluster_state:ok", "CLUSTER", "INFO");
        }
        long before = usedMemory(deployment, node);
        deployment.benchmark(node, "-t set -c 10 -P 20 -n " + KEYS + " -r 1000000000 -d " + VALUE_BYTES, LIMIT);
        long keys = number(deployment.commandLine(node, LIMIT, "DBSIZE"), "DBSIZE");
        double bytes = (double) (usedMemory(deployment, node) - before) / keys;
        var perSecond = new HashMap<String, Double>();
        for (int pipeline : List.of(1, 16)) {
            String printed = deployment.benchmark(
                    node, "-t set,get -c 50 -P " + pipeline + " -n " + REQUESTS + " -r 100000 -d 100 --csv", LIMIT);
            read(printed).forEach((command, rate) -> perSecond.put(name(command, pipeline), rate));
        }
        return new Sample(inCluster, perSecond, bytes, server);
    }

    /** How a figure is called. */
    public static String name(String command, int pipeline) {
        return command + ", " + (pipeline == 1 ? "one at a time" : pipeline + " at a time");
    }

    /** Operations in a second by command, of what the benchmark prints as comma-separated values. */
    static Map<String, Double> read(String printed) {
        var rates = new HashMap<String, Double>();
        Matcher line = LINE.matcher(printed);
        while (line.find()) {
            rates.put(line.group(1), Double.valueOf(line.group(2)));
        }
        if (rates.isEmpty()) {
            throw new DeploymentException("expected the benchmark's rates, but it printed: " + printed.strip());
        }
        return rates;
    }

    /** Asks a node until its answer has a word in it. */
    private static void await(Deployment deployment, Node node, String expected, String... command)
            throws InterruptedException {
        Optional<String> missing = Await.nothingMissing(
                node.name() + " says " + expected,
                READY,
                () -> Optional.of(deployment.commandLine(node, READY.span(), command))
                        .filter(said -> !said.contains(expected)));
        if (missing.isPresent()) {
            throw new DeploymentException(node.name() + " should have said " + expected + " to "
                    + String.join(" ", command) + " within " + READY.span().toSeconds() + " s, but said "
                    + missing.get().strip());
        }
    }

    private static long usedMemory(Deployment deployment, Node node) {
        return number(deployment.commandLine(node, LIMIT, "INFO", "memory"), "used_memory");
    }

    private static long number(String said, String what) {
        Matcher found = Pattern.compile("(?m)^(?:" + what + ":)?([0-9]+)\\s*$").matcher(said);
        if (!found.find()) {
            throw new DeploymentException("expected a number of " + what + ", but found: " + said.strip());
        }
        return Long.parseLong(found.group(1));
    }
}
