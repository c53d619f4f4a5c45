package io.splitproof.deployment;

import io.splitproof.topology.Node;
import io.splitproof.topology.NodeKind;
import io.splitproof.topology.Topology;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToIntBiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A real deployment on an engine and on Toxiproxies that are fakes, for tests of everything that needs a deployment.
 *
 * <p>Bytes that a link probe sends are judged by the state of the fake proxies, as a real probe would find them.
 */
public final class FakeDeployment implements AutoCloseable {
    private static final Pattern PROBE = Pattern.compile("\\(echo (\\S+) .* -h (\\S+) -p (\\d+) AUTH");

    private static final Pattern PACE =
            Pattern.compile("out=.* -h (\\S+) -p (\\d+) -r (\\d+) AUTH (\\S+) none 2>&1(?:; .* -r (\\d+) (\\S+ x+))?");
    private static final Pattern LATENCY = Pattern.compile("latency_(\\d+)_(\\d+)_.*");
    private static final Pattern BANDWIDTH = Pattern.compile("bandwidth_(\\d+)_(.*)");
    private static final int ANSWER_BYTES = 190;
    private static final Pattern KILL = Pattern.compile("grep -l (\\S+) .*kill -9");

    private static final Map<NodeKind, String> PARTS = Map.of(NodeKind.HAPROXY, "haproxy:2");

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<Deployment.InjectorFailure> failures = new CopyOnWriteArrayList<>();
    private final Map<String, FakeToxiproxy> toxiproxies = new TreeMap<>();
    private final Map<String, Set<String>> arrived = new ConcurrentHashMap<>();
    private final FakeEngine engine;
    private final Topology topology;
    private boolean refusesToSave;
    private boolean hidesAddresses;
    private final FakeFilters filters = new FakeFilters();
    private @Nullable String filterImage;
    private final Secret secret = Secret.random();

    /** Prepares what a deployment will find; nothing runs yet. */
    public FakeDeployment(Topology topology) {
        this(topology, (box, port) -> 1);
    }

    /** @param published the real port on 127.0.0.1 that stands for a published port of a box */
    public FakeDeployment(Topology topology, ToIntBiFunction<String, Integer> published) {
        this.topology = topology;
        topology.boxes().forEach(box -> toxiproxies.put(box.name(), new FakeToxiproxy(calls)));
        this.engine = new FakeEngine(
                calls,
                (box, port) ->
                        port == BoxProxies.CONTROL_PORT ? toxiproxy(box).port() : published.applyAsInt(box, port),
                this::probe,
                this::changed);
    }

    /** Starts the deployment; what it did until then is forgotten. */
    public Deployment start() {
        var deployment = begin();
        calls.clear();
        return deployment;
    }

    /** Starts the deployment and remembers what it did. */
    Deployment begin() {
        var options = new Deployment.Options(
                engine.engine(),
                "run",
                new Software("redis:7", "redis-server", "redis-cli", "toxiproxy:2", PARTS, filterImage, Map.of()),
                Map.of("splitproof.run", "run"),
                secret,
                7,
                Runnable::run,
                failures::add,
                box -> {},
                new Deployment.TimeLapse(Path.of("clock.so"), 1));
        return Deployment.start(topology, Set.of(), options, engine.containers(options.labels()));
    }

    /** Gives every box a packet filter. */
    public FakeDeployment withPacketFilters() {
        filterImage = "nft";
        return this;
    }

    /** Lets the kernel know nothing of packet filters. */
    public void refuseFilters() {
        filters.refuse();
    }

    /** Whether every packet passes. */
    public boolean passesEveryPacket() {
        return filters.isEmpty();
    }

    FakeEngine engine() {
        return engine;
    }

    /** The password of the nodes. */
    public Secret secret() {
        return secret;
    }

    private FakeToxiproxy toxiproxy(String box) {
        return Optional.ofNullable(toxiproxies.get(box)).orElseThrow();
    }

    /** What shells were told last, one for each container. */
    public List<String> scripts() {
        return engine.scripts();
    }

    /** Calls that changed a container or a proxy, in their order. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /** Forgets the calls so far. */
    public void forgetCalls() {
        calls.clear();
    }

    /** Lets a proxy pass everything, behind the back of those who cut it. */
    public void tamper(String proxy) {
        toxiproxy(proxy.substring(0, proxy.indexOf('.'))).reset(proxy);
    }

    /** Every toxic that was asked for, with its proxy, as Toxiproxy was told it. */
    public List<String> toxicsSent() {
        return toxiproxies.values().stream().flatMap(t -> t.bodies().stream()).toList();
    }

    /** What was told of injectors that hung. */
    public List<String> failures() {
        return failures.stream().map(f -> f.box() + ": " + f.detail()).toList();
    }

    /** Lets the next call like this get no answer. */
    public void hangAt(String box, String call) {
        toxiproxy(box).hangAt(call);
    }

    /** Lets the next call like this end without an answer, at once. */
    public void breakOffAt(String box, String call) {
        toxiproxy(box).breakOffAt(call);
    }

    /** What every proxy does now, by name: {@code on []} at boot. */
    public Map<String, String> proxies() {
        var all = new TreeMap<String, String>();
        toxiproxies.values().forEach(t -> all.putAll(t.states()));
        return all;
    }

    /** Lets a node ignore SIGTERM, so that the engine kills it in the end. */
    public void neverStops(String node) {
        engine.neverStops(node);
    }

    /** Whether a node's process runs, and is not frozen. */
    public boolean runs(String node) {
        return engine.box(node).running && !engine.box(node).paused;
    }

    /** The names of probes that have reached a node. */
    public Optional<Set<String>> arrivedAt(Node node) {
        return Optional.of(Set.copyOf(arrived.getOrDefault(node.name(), Set.of())));
    }

    /** What a node's clock shows by the file in its container; empty while it does not run. */
    public Optional<ClockReading> timeOf(Node node) {
        if (!runs(node.name())) {
            return Optional.empty();
        }
        var file = ByteBuffer.wrap(engine.box(node.name()).clock).order(ByteOrder.LITTLE_ENDIAN);
        var told = new ClockSettings(
                file.getLong(8), ClockSettings.Reference.MONOTONIC, segment(file, 24), segment(file, 64));
        long now = System.nanoTime();
        return Optional.of(new ClockReading(now, told.wallAt(now), now));
    }

    private static ClockSettings.Segment segment(ByteBuffer file, int at) {
        return new ClockSettings.Segment(
                file.getLong(at), file.getLong(at + 8), file.getLong(at + 16), file.getLong(at + 24));
    }

    private void changed(FakeEngine.Box box) {
        if (box.name.endsWith("-toxiproxy")) {
            toxiproxy(box.name.replace("-toxiproxy", ""))
                    .run(box.running, String.valueOf(box.files.get(BoxProxies.FILE)));
        }
    }

    /** Does what the prober's script does, and prints what it would print. */
    private String probe(String box, String script) {
        if (script.contains("nft ")) {
            return filters.said(box, script);
        }
        if (script.contains("BGSAVE")) {
            return save(engine.box(box));
        }
        var killed = KILL.matcher(script);
        if (killed.find()) {
            engine.dieFromInside(killed.group(1));
            return "killed\n";
        }
        var output = new StringBuilder();
        var probes = PROBE.matcher(script);
        while (probes.find()) {
            String words = state(box, probes.group(2), probes.group(3)).getKey().endsWith(".bus")
                    ? " Error: Server closed the connection"
                    : " WRONGPASS x";
            output.append(probes.group(1))
                    .append(answered(box, probes.group(1), probes.group(2), probes.group(3)) ? words : " ")
                    .append('\n');
        }
        var paces = PACE.matcher(script);
        while (paces.find()) {
            int bulky = paces.group(5) == null ? 0 : Integer.parseInt(paces.group(5));
            int logins = Integer.parseInt(paces.group(3));
            boolean answered = answered(box, paces.group(4), paces.group(1), paces.group(2));
            long nanos = nanos(state(box, paces.group(1), paces.group(2)).getValue(), logins, bulky);
            output.append(paces.group(4)).append(' ').append(nanos).append(' ');
            output.append(bulky * ANSWER_BYTES).append(' ').append(answered ? logins + bulky : 0);
            output.append('\n');
        }
        return output.toString();
    }

    /** As long as a real probe of half a millisecond for each request would take at least. */
    private static long nanos(FakeToxiproxy.State state, int logins, int bulky) {
        long nanos = (logins + bulky) * 500_000L;
        for (String toxic : state.toxics) {
            var latency = LATENCY.matcher(toxic);
            var bandwidth = BANDWIDTH.matcher(toxic);
            if (latency.matches()) {
                nanos += logins * 1_000_000L * (Long.parseLong(latency.group(1)) - Long.parseLong(latency.group(2)));
            } else if (bandwidth.matches()) {
                long bytes = bulky * (bandwidth.group(2).equals("upstream") ? 300L : ANSWER_BYTES);
                nanos += bytes * 1_000_000 / Long.parseLong(bandwidth.group(1));
            }
        }
        return nanos;
    }

    private String save(FakeEngine.Box node) {
        calls.add("snapshot of " + node.name);
        node.files.put("/node/dump.rdb", "what " + node.name + " had");
        return refusesToSave
                ? "ERR Background save already in progress\n"
                : "Background saving started\nsnapshot saved\n";
    }

    /** Lets nodes complain of their bus as redis 7.0 does, without the peer's address. */
    public void hideAddressesInLogs() {
        hidesAddresses = true;
    }

    /** Lets snapshots fail from now on. */
    public void refuseToSave() {
        refusesToSave = true;
    }

    /** What a node has on its disk as a snapshot, or null. */
    public @Nullable String snapshotOf(String node) {
        return engine.box(node).files.get("/node/dump.rdb");
    }

    private Map.Entry<String, FakeToxiproxy.State> state(String box, String host, String port) {
        return toxiproxy(box).proxies().entrySet().stream()
                .filter(p -> List.of(host + ":" + port, "0.0.0.0:" + port).contains(p.getValue().listen))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing listens in " + box + " at " + host + ":" + port));
    }

    private boolean answered(String box, String probe, String host, String port) {
        var proxy = state(box, host, port);
        boolean bus = proxy.getKey().endsWith(".bus");
        String node = proxy.getKey()
                .substring(box.length() + 1)
                .replace(".client", "")
                .replace(".read", "")
                .replace(".bus", "");
        var state = proxy.getValue();
        String toBox = topology.node(node).box();
        if (!state.enabled || !passes(state, "upstream") || !runs(node)) {
            return false;
        }
        if (!filters.passes(box, toBox) || !filters.passes(toBox, box)) {
            return false;
        }
        if (bus) {
            engine.log(
                    node,
                    "# Bad message length or signature received from "
                            + (hidesAddresses ? "Cluster bus." : engine.ipOf(box) + ":40000"));
            return passes(state, "downstream");
        }
        arrived.computeIfAbsent(node, n -> Collections.synchronizedSet(new HashSet<>()))
                .add(probe);
        return passes(state, "downstream");
    }

    private static boolean passes(FakeToxiproxy.State state, String stream) {
        return state.toxics.stream()
                .filter(t ->
                        !LATENCY.matcher(t).matches() && !BANDWIDTH.matcher(t).matches())
                .noneMatch(t -> t.startsWith("reset_peer") || (t.endsWith(stream) && !t.startsWith("slow_close")));
    }

    /** The files, labels, commands and images of every container, for a test that looks for something in them. */
    Map<String, FakeEngine.Box> containers() {
        var all = new HashMap<String, FakeEngine.Box>();
        engine.boxes().forEach(b -> all.put(b.name, b));
        return all;
    }

    @Override
    public void close() {
        toxiproxies.values().forEach(FakeToxiproxy::close);
    }
}
