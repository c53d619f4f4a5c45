package io.splitproof.scenario;

import io.splitproof.checker.Objective;
import io.splitproof.fault.Fault;
import io.splitproof.fault.Schedule;
import io.splitproof.fault.ScheduledFault;
import io.splitproof.fault.Trigger;
import io.splitproof.history.OperationKind;
import io.splitproof.topology.Address;
import io.splitproof.topology.Box;
import io.splitproof.topology.Group;
import io.splitproof.topology.Node;
import io.splitproof.topology.NodeKind;
import io.splitproof.topology.Topology;
import io.splitproof.workload.ClientSpec;
import io.splitproof.workload.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Sentinel scenario written in Java: what a scenario file says, for those who want it beside their test.
 *
 * <p>A node whose name begins with {@code sentinel} is a Sentinel, any other a Redis node; the first Redis node is the
 * primary, the others replicate from it. Not thread-safe.
 */
public final class ScenarioBuilder {
    private static final Duration CLIENT_TIMEOUT = Duration.ofMillis(500);

    private final String name;
    private final Map<String, List<String>> boxes = new LinkedHashMap<>();
    private final Map<String, List<String>> redis = new LinkedHashMap<>();
    private final Map<String, List<String>> sentinel = new LinkedHashMap<>();
    private final List<ClientSpec> clients = new ArrayList<>();
    private final List<ScheduledFault> faults = new ArrayList<>();
    private final List<Objective> objectives = new ArrayList<>();
    private int quorum = 2;
    private String server = "redis:7";
    private Duration end = Duration.ofSeconds(30);

    private ScenarioBuilder(String name) {
        this.name = name;
    }

    /** Begins a scenario of that name; run directories are named after it. */
    public static ScenarioBuilder named(String name) {
        return new ScenarioBuilder(name);
    }

    /** Adds a box with its nodes. */
    public ScenarioBuilder box(String box, String... nodes) {
        boxes.put(box, List.of(nodes));
        return this;
    }

    public ScenarioBuilder quorum(int sentinels) {
        quorum = sentinels;
        return this;
    }

    /** Which server image, such as {@code redis:7} or {@code valkey:8.1}. */
    public ScenarioBuilder server(String image) {
        server = image;
        return this;
    }

    /** A directive of every Redis node, as redis.conf names it. */
    public ScenarioBuilder redis(String directive, String... values) {
        redis.put(directive, List.of(values));
        return this;
    }

    /** A directive of the group at every Sentinel, as {@code sentinel <directive> <group> <value>} names it. */
    public ScenarioBuilder sentinel(String directive, String value) {
        sentinel.put(directive, List.of(value));
        return this;
    }

    /** A client that writes, in the box of that name or in one of its own; it asks these Sentinels in this order, or all of them if none is named. */
    public ScenarioBuilder writer(String client, double ratePerSecond, String... sentinels) {
        clients.add(
                new ClientSpec(client, OperationKind.WRITE, ratePerSecond, List.of(sentinels), null, CLIENT_TIMEOUT));
        return this;
    }

    /** What the client added last waits for after each write. */
    public ScenarioBuilder waitingFor(Wait more) {
        int last = clients.size() - 1;
        clients.set(last, clients.get(last).waitingFor(more));
        return this;
    }

    /** A fault for good, or until the end where it cuts links or pauses. */
    public ScenarioBuilder at(Duration at, Fault fault) {
        return at(at, null, fault);
    }

    /** A fault that is healed after a while. */
    public ScenarioBuilder at(Duration at, @Nullable Duration lasts, Fault fault) {
        faults.add(new ScheduledFault("f" + (faults.size() + 1), at, lasts, fault));
        return this;
    }

    /** A fault that begins after something was seen, from the end of the control window on; null lasts as above. */
    public ScenarioBuilder after(Trigger event, @Nullable Duration lasts, Fault fault) {
        faults.add(new ScheduledFault("f" + (faults.size() + 1), Schedule.CONTROL, event, lasts, fault));
        return this;
    }

    /** When the load stops. */
    public ScenarioBuilder until(Duration loadEnd) {
        end = loadEnd;
        return this;
    }

    public ScenarioBuilder mustHold(Objective... promises) {
        objectives.addAll(List.of(promises));
        return this;
    }

    /** The scenario; throws IllegalArgumentException if it has no Redis node, no Sentinel, no client, or a slow link
     * that no proxy can make. */
    public Scenario build() {
        var all = nodes();
        List<String> redisNodes =
                all.stream().filter(Node::isRedis).map(Node::name).toList();
        List<String> sentinels =
                all.stream().filter(Node::isSentinel).map(Node::name).toList();
        if (redisNodes.isEmpty() || sentinels.isEmpty() || clients.isEmpty()) {
            throw new IllegalArgumentException(
                    name + " needs at least one Redis node, one Sentinel and one client; it has Redis nodes "
                            + redisNodes + ", Sentinels " + sentinels + " and " + clients.size() + " clients");
        }
        var group = new Group("mymaster", redisNodes.get(0), redisNodes.subList(1, redisNodes.size()), quorum);
        var scenario = new Scenario(
                name,
                new Source("Java", "written in Java"),
                null,
                new Topology(allBoxes(), all, List.of(group)),
                clients.stream().map(c -> withSentinels(c, sentinels)).toList(),
                new Schedule(faults, end),
                objectives,
                server,
                1,
                List.of());
        TimeLapse.linkObstacle(scenario, 1).ifPresent(why -> {
            throw new IllegalArgumentException(name + ": " + why);
        });
        return scenario;
    }

    private static ClientSpec withSentinels(ClientSpec client, List<String> all) {
        return client.sentinels().isEmpty() && client.through() == null ? client.at(client.node(), all) : client;
    }

    private List<Box> allBoxes() {
        var all = new ArrayList<Box>();
        List<String> inhabited = clients.stream().map(ClientSpec::name).toList();
        boxes.keySet().forEach(b -> {
            Box.Purpose purpose = inhabited.contains(b) ? Box.Purpose.BOTH : Box.Purpose.NODES;
            all.add(new Box(b, all.size() + 1, purpose));
        });
        inhabited.stream()
                .filter(c -> !boxes.containsKey(c))
                .forEach(c -> all.add(new Box(c, all.size() + 1, Box.Purpose.CLIENT)));
        return all;
    }

    private List<Node> nodes() {
        var nodes = new ArrayList<Node>();
        String primary = null;
        for (Box box : allBoxes()) {
            var ports = new HashMap<>(Map.of(NodeKind.REDIS, 6379, NodeKind.SENTINEL, 26_379));
            for (String node : boxes.getOrDefault(box.name(), List.of())) {
                NodeKind kind = node.startsWith("sentinel") ? NodeKind.SENTINEL : NodeKind.REDIS;
                int port = ports.merge(kind, 1, Integer::sum) - 1;
                boolean replica = kind == NodeKind.REDIS && primary != null;
                nodes.add(new Node(
                        node,
                        kind,
                        box.name(),
                        new Address(box.loopback(), port),
                        replica ? primary : null,
                        kind == NodeKind.REDIS ? redis : sentinel));
                primary = kind == NodeKind.REDIS && primary == null ? node : primary;
            }
        }
        return nodes;
    }
}
