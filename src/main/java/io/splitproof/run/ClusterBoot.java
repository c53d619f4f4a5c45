package io.splitproof.run;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.sync.RedisCommands;
import io.splitproof.deployment.Deployment;
import io.splitproof.deployment.DeploymentException;
import io.splitproof.history.Event.Noted;
import io.splitproof.history.Journal;
import io.splitproof.history.RealTime;
import io.splitproof.probe.NodeConnection.Unreachable;
import io.splitproof.probe.Plane;
import io.splitproof.topology.Group;
import io.splitproof.topology.Node;
import io.splitproof.topology.Slots;
import io.splitproof.topology.Topology;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes a Cluster of nodes that do not know each other yet.
 *
 * <p>{@code redis-cli --cluster create} does it where it can, as documents have it. It takes the first nodes of its
 * command line as primaries, in that order, and gives them the others as replicas beginning with the second of these
 * (clusterManagerCommandCreate rotates them by one), if every node has an IP address of its own; where two share one, or
 * shards have several replicas, pairs come out otherwise. So replicas are told again by CLUSTER REPLICATE where they are
 * not as declared. It refuses fewer than three primaries; these are made by hand.
 */
final class ClusterBoot {
    private static final int FEWEST_FOR_CREATE = 3;
    private static final RealTime ANSWER_LIMIT = RealTime.ofSeconds(20);
    /** On top of it, for each node. */
    private static final Duration ANSWER_LIMIT_OF_EACH = Duration.ofMillis(500);

    /**
     * Milliseconds; the longest while nodes find each other. A handshake that failed is tried again after this time, and
     * who replicates from whom is told by pings, of which a pair of nodes has the fewer the more nodes there are: at
     * the default of 15 s, 90 nodes need more than a minute until all have heard of all.
     */
    private static final int LONGEST_NODE_TIMEOUT = 5_000;

    private static final String NODE_TIMEOUT = "cluster-node-timeout";

    /** Real time. */
    private static final Duration CREATE_LIMIT = Duration.ofSeconds(170);

    private final Deployment deployment;
    private final Plane plane;
    private final RunClock clock;
    private final Journal journal;
    private final Topology topology;
    private final List<Group> shards;
    private final Map<Node, String> ownTimeouts = new LinkedHashMap<>();

    ClusterBoot(Deployment deployment, Plane plane, RunClock clock, Journal journal) {
        this.deployment = deployment;
        this.plane = plane;
        this.clock = clock;
        this.journal = journal;
        this.topology = deployment.topology();
        this.shards = topology.groups().stream()
                .filter(g -> topology.slotsOf(g.name()).isPresent())
                .toList();
    }

    /** Makes the Cluster; that every node has heard of it is for the caller to await, and then to call {@link #settle}. */
    void make() throws InterruptedException {
        await("the nodes answer", ofEach(this::silent));
        members().forEach(this::hurry);
        if (!ownTimeouts.isEmpty()) {
            journal.append(new Noted(
                    clock.nanos(), NODE_TIMEOUT + " is " + LONGEST_NODE_TIMEOUT + " until the nodes know each other"));
        }
        if (shards.size() >= FEWEST_FOR_CREATE) {
            create();
        } else {
            makeByHand();
        }
        await("every node knows every other one", ofEach(this::unknown));
        for (Group shard : shards) {
            for (String replica : shard.replicas()) {
                replicate(topology.node(replica), topology.node(shard.primary()));
            }
        }
    }

    private void hurry(Node node) {
        String own = plane.to(node).ask(redis -> redis.configGet(NODE_TIMEOUT)).get(NODE_TIMEOUT);
        if (own != null && Long.parseLong(own) > LONGEST_NODE_TIMEOUT) {
            setTimeout(node, String.valueOf(LONGEST_NODE_TIMEOUT));
            ownTimeouts.put(node, own);
        }
    }

    /** Gives the nodes their own settings back. */
    void settle() {
        ownTimeouts.forEach(this::setTimeout);
    }

    private void setTimeout(Node node, String milliseconds) {
        plane.to(node).ask(redis -> redis.configSet(NODE_TIMEOUT, milliseconds));
    }

    private void create() {
        List<Integer> sizes =
                shards.stream().map(g -> g.replicas().size()).distinct().toList();
        boolean even = sizes.size() == 1;
        List<Node> nodes = even ? inOrderOfCreate(sizes.get(0)) : primaries();
        String command = "--cluster create "
                + nodes.stream().map(n -> n.address().toString()).collect(Collectors.joining(" "))
                + " --cluster-replicas " + (even ? sizes.get(0) : 0) + " --cluster-yes";
        String printed = deployment.commandLine(primaries().get(0), CREATE_LIMIT, command);
        if (!printed.contains("All 16384 slots covered")) {
            throw new DeploymentException("redis-cli " + command + " should have said that all 16384 slots are covered,"
                    + " but it printed: " + printed.strip());
        }
        journal.append(new Noted(clock.nanos(), deployment.software().cliBinary() + " " + command));
        if (!even) {
            meet(replicas());
        }
    }

    /** Primaries, then replicas, those of the last shard first, which is what makes the declared pairs of it. */
    private List<Node> inOrderOfCreate(int replicasOfEach) {
        var nodes = new ArrayList<>(primaries());
        for (int i = 0; i < replicasOfEach; i++) {
            for (int shard = 0; shard < shards.size(); shard++) {
                int rotated = (shard + shards.size() - 1) % shards.size();
                nodes.add(topology.node(shards.get(rotated).replicas().get(i)));
            }
        }
        return nodes;
    }

    private List<Node> primaries() {
        return shards.stream().map(g -> topology.node(g.primary())).toList();
    }

    private List<Node> replicas() {
        return shards.stream()
                .flatMap(g -> g.replicas().stream())
                .map(topology::node)
                .toList();
    }

    /** Slots, an epoch of its own for each primary, and MEET: what the command line does. */
    private void makeByHand() {
        int epoch = 1;
        for (Group shard : shards) {
            Slots slots = topology.slotsOf(shard.name()).orElseThrow();
            var node = plane.to(topology.node(shard.primary()));
            node.raw("CLUSTER", "ADDSLOTSRANGE", "" + slots.first(), "" + slots.last());
            node.raw("CLUSTER", "SET-CONFIG-EPOCH", "" + epoch++);
        }
        meet(primaries().subList(1, shards.size()));
        meet(replicas());
        journal.append(new Noted(
                clock.nanos(),
                "the Cluster was made by hand, since " + deployment.software().cliBinary()
                        + " --cluster create wants three primaries"));
    }

    private void meet(List<Node> others) {
        var first = plane.to(primaries().get(0));
        for (Node other : others) {
            first.raw(
                    "CLUSTER",
                    "MEET",
                    other.address().host(),
                    "" + other.address().port(),
                    "" + other.busPort());
        }
    }

    private void replicate(Node replica, Node primary) {
        List<Object> role = plane.to(replica).raw("ROLE");
        boolean asDeclared =
                role.get(0).equals("slave") && primary.address().toString().equals(role.get(1) + ":" + role.get(2));
        if (!asDeclared) {
            String id = plane.to(primary).ask(RedisCommands::clusterMyId);
            plane.to(replica).raw("CLUSTER", "REPLICATE", id);
            journal.append(new Noted(clock.nanos(), replica.name() + " was told to replicate from " + primary.name()));
        }
    }

    /** What one member lacks still; those that lacked nothing once are not asked again. */
    private Supplier<Optional<String>> ofEach(Function<Node, Optional<String>> lacking) {
        var open = new ArrayDeque<>(members());
        return () -> {
            while (!open.isEmpty()) {
                Optional<String> lacks = lacking.apply(open.peek());
                if (lacks.isPresent()) {
                    return lacks;
                }
                open.remove();
            }
            return Optional.empty();
        };
    }

    private Optional<String> silent(Node node) {
        return lacks(node, () -> plane.to(node).ask(RedisCommands::ping).equals("PONG"));
    }

    private Optional<String> unknown(Node node) {
        return lacks(
                node,
                () -> plane.to(node)
                                .ask(RedisCommands::clusterNodes)
                                .lines()
                                .filter(l -> l.contains(" connected") && !l.contains("handshake"))
                                .count()
                        == members().size());
    }

    private List<Node> members() {
        return Stream.concat(primaries().stream(), replicas().stream()).toList();
    }

    private static Optional<String> lacks(Node node, BooleanSupplier has) {
        try {
            return has.getAsBoolean() ? Optional.empty() : Optional.of(node.name() + " does not yet");
        } catch (Unreachable | RedisCommandExecutionException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void await(String what, Supplier<Optional<String>> missing) throws InterruptedException {
        var limit = ANSWER_LIMIT.plus(
                new RealTime(ANSWER_LIMIT_OF_EACH.multipliedBy(topology.nodes().size())));
        Optional<String> lacking = Await.nothingMissing(what, limit, missing);
        if (lacking.isPresent()) {
            throw new DeploymentException(
                    "the Cluster could not be made: " + what + " was awaited, but " + lacking.get());
        }
    }
}
