package io.splitproof.forecast;

import io.splitproof.fault.CrashFlavour;
import io.splitproof.fault.Fault;
import io.splitproof.fault.Target;
import io.splitproof.topology.Box;
import io.splitproof.topology.Group;
import io.splitproof.topology.Node;
import io.splitproof.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One group under the faults that are active at once.
 *
 * <p>All durations count from the moment the newest of these faults took effect.
 *
 * @param primary name of the node that was primary at that moment
 * @param healedAfter when the faults on it were healed; null if never while the run was watched
 * @param loadEndsAfter when clients stopped writing
 * @param clientTimeout the slowest client's limit of a connect or command
 * @param backupAge how long before that moment the last backup of the primary began; null if there is none
 * @param promotions what an operator promoted meanwhile, in order
 * @param circumstances what else decides
 * @param acknowledgements of every writer, by name; a client that is not there waits for nothing
 */
public record Situation(
        Topology topology,
        Group group,
        String primary,
        List<Disruption> active,
        @Nullable Duration healedAfter,
        Duration loadEndsAfter,
        Duration clientTimeout,
        @Nullable Duration backupAge,
        List<Promotion> promotions,
        Circumstances circumstances,
        Map<String, Acknowledgement> acknowledgements) {
    public Situation {
        active = List.copyOf(active);
        promotions = List.copyOf(promotions);
        acknowledgements = Map.copyOf(acknowledgements);
    }

    /** A situation in which faults and promotions alone decide. */
    public Situation(
            Topology topology,
            Group group,
            String primary,
            List<Disruption> active,
            @Nullable Duration healedAfter,
            Duration loadEndsAfter,
            Duration clientTimeout,
            @Nullable Duration backupAge,
            List<Promotion> promotions) {
        this(
                topology,
                group,
                primary,
                active,
                healedAfter,
                loadEndsAfter,
                clientTimeout,
                backupAge,
                promotions,
                Circumstances.NONE,
                Map.of());
    }

    /** A situation in which no client waits for more than the primary's reply. */
    public Situation(
            Topology topology,
            Group group,
            String primary,
            List<Disruption> active,
            @Nullable Duration healedAfter,
            Duration loadEndsAfter,
            Duration clientTimeout,
            @Nullable Duration backupAge,
            List<Promotion> promotions,
            Circumstances circumstances) {
        this(
                topology,
                group,
                primary,
                active,
                healedAfter,
                loadEndsAfter,
                clientTimeout,
                backupAge,
                promotions,
                circumstances,
                Map.of());
    }

    /** A situation in which no operator does anything, and no client waits for more than the primary's reply. */
    public Situation(
            Topology topology,
            Group group,
            String primary,
            List<Disruption> active,
            @Nullable Duration healedAfter,
            Duration loadEndsAfter,
            Duration clientTimeout) {
        this(topology, group, primary, active, healedAfter, loadEndsAfter, clientTimeout, null, List.of());
    }

    /** True if the primary's process ends and starts again with what it has on disk. */
    boolean primaryRestarts() {
        return active.stream().anyMatch(d -> d.restarts(primaryNode()));
    }

    /** The same group under other faults. */
    Situation under(List<Disruption> others) {
        return new Situation(
                topology,
                group,
                primary,
                others,
                healedAfter,
                loadEndsAfter,
                clientTimeout,
                backupAge,
                promotions,
                circumstances,
                acknowledgements);
    }

    /** The same without a Sentinel. */
    Situation without(String sentinel) {
        var others = new ArrayList<>(active);
        others.add(new Disruption(
                new Fault.Kill(List.of(new Target(sentinel)), CrashFlavour.PROCESS), List.of(sentinel), List.of()));
        return under(others);
    }

    /** Another shard of the same Cluster under the same faults. */
    Situation of(Group shard, String itsPrimary) {
        return new Situation(
                topology,
                shard,
                itsPrimary,
                active,
                healedAfter,
                loadEndsAfter,
                clientTimeout,
                backupAge,
                List.of(),
                circumstances);
    }

    /** In a Cluster, the primary of each group that had slots at that moment. */
    Map<String, String> primaries() {
        return circumstances.primaries();
    }

    Node primaryNode() {
        return topology.node(primary);
    }

    boolean isDead(Node node) {
        return circumstances.retired().contains(node.name()) || active.stream().anyMatch(d -> d.kills(node, topology));
    }

    boolean isFrozen(Node node) {
        return active.stream().anyMatch(d -> d.freezes(node));
    }

    /** True if nobody has ended it, and no fault has frozen it. */
    public boolean runs(Node node) {
        return !isDead(node) && !isFrozen(node);
    }

    /**
     * True if a fault acts on a node of the group beside a Cluster, on a Sentinel that watches it, or between them, as long as
     * no operator has ended them.
     */
    boolean hitsOutside() {
        List<Node> all = topology.nodes().stream()
                .filter(n -> n.isSentinel() || topology.isOutside(n.name()))
                .filter(n -> !circumstances.retired().contains(n.name()))
                .toList();
        return topology.outside().isPresent()
                && all.stream()
                        .anyMatch(n -> !runs(n)
                                || active.stream().anyMatch(d -> d.ends(n, topology))
                                || all.stream().anyMatch(o -> !canAsk(n.box(), o.box())));
    }

    /** True if a request from one box reaches a node in the other and its reply comes back. */
    boolean canAsk(String from, String to) {
        return from.equals(to) || active.stream().noneMatch(d -> breaks(d, from, to));
    }

    boolean canAsk(Node from, Node to) {
        return runs(from) && runs(to) && canAsk(from.box(), to.box());
    }

    /** True if what {@code from} sends of its own accord, as nodes of a Cluster do, arrives at {@code at}. */
    boolean hears(Node at, Node from) {
        return runs(from)
                && (at.box().equals(from.box()) || active.stream().noneMatch(d -> d.cutsBus(from.box(), at.box())));
    }

    /** True if two nodes of a Cluster hear one another. */
    boolean talk(Node one, Node other) {
        return hears(one, other) && hears(other, one);
    }

    private boolean breaks(Disruption d, String from, String to) {
        return d.cuts(from, to) || d.cuts(to, from) || d.losesReplies(from, to, topology);
    }

    /** How that node's wall clock was set, as far as it is known. */
    Stream<Jump> jumps(Node node) {
        return active.stream().flatMap(d -> d.jumps(node).stream());
    }

    /** The clocks of these nodes, of which drifting ones run at their own rates. */
    Rates rates(Stream<Node> nodes) {
        var all = nodes.flatMap(n -> active.stream().map(d -> d.rate(n))).toList();
        return new Rates(all.stream().reduce(1.0, Math::min), all.stream().reduce(1.0, Math::max));
    }

    /** Sentinels that run and get no answer from the primary. */
    List<Node> watchersThatSeeItDown() {
        return topology.sentinels().stream()
                .filter(s -> runs(s) && !canAsk(s, primaryNode()))
                .toList();
    }

    /** Other groups whose primary at boot some Sentinel gets no answer from either: their elections raise the epoch too. */
    long otherGroupsDown() {
        return topology.groups().stream()
                .filter(g -> !g.name().equals(group.name()))
                .map(g -> topology.node(g.primary()))
                .filter(p -> topology.sentinels().stream().anyMatch(s -> runs(s) && !canAsk(s, p)))
                .count();
    }

    /** Sentinels that reach the primary and learn, by hello from its successor, that it is primary no more. */
    List<Node> demoters(List<Node> successors) {
        return topology.sentinels().stream()
                .filter(s -> canAsk(s, primaryNode()))
                .filter(s -> !successors.isEmpty() && successors.stream().allMatch(n -> canAsk(s, n)))
                .toList();
    }

    /**
     * True if whoever is promoted holds nothing: replicas that have data are preferred, for their offset, and these have
     * none to give ({@code compareSlavesForPromotion} in {@code sentinel.c}).
     *
     * @throws NoForecast if what they hold is older than their link
     */
    boolean onlyEmpty(List<Node> promotable) {
        boolean none = !promotable.isEmpty() && promotable.stream().allMatch(n -> isUnsynced(n) || isResyncing(n));
        if (none && promotable.stream().anyMatch(this::isResyncing)) {
            throw new NoForecast(
                    "every replica that can be promoted was in a full resync, with data of an earlier time");
        }
        return none;
    }

    private boolean isUnsynced(Node node) {
        return circumstances.unsynced().contains(node.name());
    }

    private boolean isResyncing(Node node) {
        return circumstances.resyncing().contains(node.name());
    }

    /** Every other Redis node of the group that Sentinels know as a replica. */
    List<Node> replicas() {
        return others().filter(this::isDirectReplica).toList();
    }

    /** Replicas whose REPLCONF ACK still reaches the primary: the ones that keep its gate open. */
    List<Node> replicasThatAcknowledge() {
        return replicas().stream().filter(r -> runs(r) && acknowledges(r)).toList();
    }

    /** True if the replication stream reaches that replica. */
    boolean receives(Node replica) {
        String here = primaryNode().box();
        return runs(replica)
                && active.stream()
                        .noneMatch(d -> d.cuts(here, replica.box()) || (d.cuts(replica.box(), here) && !d.isSilent()));
    }

    private boolean acknowledges(Node replica) {
        String there = primaryNode().box();
        return replica.box().equals(there)
                || active.stream()
                        .noneMatch(
                                d -> d.cuts(replica.box(), there) || (d.cuts(there, replica.box()) && !d.isSilent()));
    }

    /** Sentinel learns replicas from its primary's INFO, so it never sees a replica's replica. */
    private boolean isDirectReplica(Node node) {
        return !primary.equals(group.primary()) || primary.equals(node.replicaOf());
    }

    /** The other nodes of the group. */
    Stream<Node> others() {
        return topology.redisNodes().stream()
                .filter(n -> !n.name().equals(primary))
                .filter(n ->
                        n.name().equals(group.primary()) || group.replicas().contains(n.name()));
    }

    /** True if some fault on the primary is seen as silence rather than as closed connections. */
    boolean isSilent() {
        return active.stream().anyMatch(Disruption::isSilent);
    }

    /**
     * How long after a heal bytes may still be on their way. Where packets are lost connections survive the heal, and TCP
     * sends again after a pause that has doubled each time: up to as long as the cut has lasted. A Sentinel does not
     * wait for it: it renews a silent link that is older than 15 s ({@code SENTINEL_MIN_LINK_RECONNECT_PERIOD}). A new
     * connection takes up to 2 s. Every other heal ends connections, which are renewed at once.
     */
    Duration lateAfterHeal() {
        if (healedAfter == null || active.stream().noneMatch(d -> d.fault().dropsPackets())) {
            return Duration.ZERO;
        }
        Bounds between = Bounds.ofMillis(2_000, 15_000);
        Duration least = healedAfter.compareTo(between.lower()) < 0 ? between.lower() : healedAfter;
        return least.compareTo(between.upper()) > 0 ? between.upper() : least;
    }

    /** True if every fault is seen as silence. */
    boolean isSilentOnly() {
        return active.stream().allMatch(d -> d.isSilent() || d.fault().changesClocks());
    }

    /** Client boxes that reach the primary: their writes still go to it. */
    List<String> clientsWithPrimary() {
        return runs(primaryNode()) ? clientsOf(primaryNode()) : List.of();
    }

    /** True if its writes are acknowledged even where these replicas have none of them. */
    boolean isAcknowledgedWithout(String client, List<Node> without) {
        long receiving = replicasThatReceive().filter(r -> !without.contains(r)).count();
        return acknowledgement(client).replicas() <= receiving;
    }

    /** Replicas to which writes still come, and whose acknowledgements come back: the ones that WAIT counts. */
    private Stream<Node> replicasThatReceive() {
        return others().filter(r -> isDirectReplica(r) && canAsk(primaryNode(), r));
    }

    private Acknowledgement acknowledgement(String client) {
        return acknowledgements.getOrDefault(client, Acknowledgement.REPLY);
    }

    /** True if the primary's own disk has every write before it is acknowledged. */
    boolean everyWriteAwaitsOwnDisk() {
        return !acknowledgements.isEmpty() && acknowledgements.values().stream().allMatch(Acknowledgement::ownDisk);
    }

    List<String> clientsOf(Node node) {
        return topology.clientBoxes().stream()
                .map(Box::name)
                .filter(group::serves)
                .filter(c -> canAsk(c, node.box()) && active.stream().noneMatch(d -> d.killsBox(c, topology)))
                .toList();
    }
}
