package io.splitproof.workload;

import io.splitproof.history.OperationKind;
import io.splitproof.topology.Topology;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One client: a process with one connection and one operation at a time.
 *
 * @param name also the name of its box, which it may share with nodes
 * @param ratePerSecond operations it tries to begin in a second of scenario time
 * @param sentinels the Sentinels it asks, in this order; empty where it connects to {@code node}
 * @param node the node it connects to directly, or null where Sentinels name the primary
 * @param timeout limit of a connect and of a command, in scenario time
 * @param fallback the node that it asks where {@code node} cannot be connected to or breaks the connection, but not
 *     where it is silent; null for none
 * @param cluster how it uses a Cluster; null where the topology is none
 * @param waitsFor what its writes wait for; null where the primary's reply is enough
 * @param driver the library that it uses as applications do; null for the harness's own client, which repeats nothing
 * @param through the front that it connects to, a virtual IP or a balancer, behind which a node answers that only the
 *     connection itself can tell; null where it knows the node that it connects to
 * @param application what its requests are for, and what it does where Redis fails; null for a client of ledgers
 */
public record ClientSpec(
        String name,
        OperationKind kind,
        double ratePerSecond,
        List<String> sentinels,
        @Nullable String node,
        Duration timeout,
        @Nullable String fallback,
        @Nullable ClusterUse cluster,
        @Nullable Wait waitsFor,
        @Nullable Driver driver,
        @Nullable String through,
        @Nullable Application application) {
    public ClientSpec {
        sentinels = List.copyOf(sentinels);
        if (!(ratePerSecond > 0)) {
            throw new IllegalArgumentException("a client's rate is above 0, not " + ratePerSecond);
        }
    }

    /** A client to which the primary's reply is enough. */
    public ClientSpec(
            String name,
            OperationKind kind,
            double ratePerSecond,
            List<String> sentinels,
            @Nullable String node,
            Duration timeout,
            @Nullable String fallback,
            @Nullable ClusterUse cluster) {
        this(name, kind, ratePerSecond, sentinels, node, timeout, fallback, cluster, null, null, null, null);
    }

    /** A client that asks nobody else. */
    public ClientSpec(
            String name,
            OperationKind kind,
            double ratePerSecond,
            List<String> sentinels,
            @Nullable String node,
            Duration timeout) {
        this(name, kind, ratePerSecond, sentinels, node, timeout, null, null);
    }

    /** The same client with another address in its configuration, which is no front. */
    public ClientSpec at(@Nullable String otherNode, List<String> otherSentinels) {
        return new ClientSpec(
                name,
                kind,
                ratePerSecond,
                otherSentinels,
                otherNode,
                timeout,
                fallback,
                cluster,
                waitsFor,
                driver,
                null,
                application);
    }

    /** The same client with a front in its configuration, and no other address. */
    public ClientSpec goingThrough(String front) {
        return new ClientSpec(
                name,
                kind,
                ratePerSecond,
                List.of(),
                null,
                timeout,
                null,
                cluster,
                waitsFor,
                driver,
                front,
                application);
    }

    /** The same client with nobody else to ask. */
    public ClientSpec withoutFallback() {
        return new ClientSpec(
                name,
                kind,
                ratePerSecond,
                sentinels,
                node,
                timeout,
                null,
                cluster,
                waitsFor,
                driver,
                through,
                application);
    }

    /** The same client, which waits for more than the primary's reply. */
    public ClientSpec waitingFor(Wait more) {
        return new ClientSpec(
                name,
                kind,
                ratePerSecond,
                sentinels,
                node,
                timeout,
                fallback,
                cluster,
                more,
                driver,
                through,
                application);
    }

    /** A client whose users make requests of an application. */
    public static ClientSpec of(
            String name,
            Application application,
            double ratePerSecond,
            List<String> sentinels,
            @Nullable String node,
            Duration timeout) {
        return new ClientSpec(
                name,
                OperationKind.REQUEST,
                ratePerSecond,
                sentinels,
                node,
                timeout,
                null,
                null,
                null,
                null,
                null,
                application);
    }

    /** True if it writes a ledger. */
    public boolean writes() {
        return kind == OperationKind.WRITE;
    }

    /**
     * True if a healthy Cluster refuses whatever it asks: its keys have different slots, or it knows nothing of Clusters
     * and its node does not have its slot at boot.
     */
    public boolean isRefusedBy(Topology topology) {
        if (cluster == null) {
            return false;
        }
        boolean elsewhere = !cluster.aware()
                && topology.groups().stream()
                        .noneMatch(g ->
                                g.name().equals(cluster.shard()) && g.primary().equals(node));
        return elsewhere || cluster.keys() == ClusterUse.Keys.TWO_SLOTS;
    }

    /** True if the ledgers of both are in the same shard, which they always are where there is no Cluster. */
    public boolean sharesShardWith(ClientSpec other) {
        return cluster == null || other.cluster == null || cluster.shard().equals(other.cluster.shard());
    }

    /** The longest that one command may take, in scenario time. */
    public Duration patience() {
        return waitsFor == null ? timeout : timeout.plus(waitsFor.timeout());
    }

    /** How many replicas have a write before it is acknowledged; 0 where nothing is waited for. */
    public int replicasAwaited() {
        return waitsFor == null ? 0 : waitsFor.replicas();
    }

    /** The same client, which uses a library as applications do. */
    public ClientSpec using(Driver library) {
        return new ClientSpec(
                name,
                kind,
                ratePerSecond,
                sentinels,
                node,
                library.timeout(timeout),
                fallback,
                cluster,
                waitsFor,
                library,
                through,
                application);
    }

    /** True if a command may wait for a connection that does not come, for as long as its library likes. */
    public boolean mayHang() {
        return driver != null && driver.settings() == Driver.Settings.DEFAULTS;
    }

    /** True if the primary's own disk has a write before it is acknowledged. */
    public boolean awaitsOwnDisk() {
        return waitsFor instanceof Wait.Disks disks && disks.local() > 0;
    }

    /** Time between two operations at the given rate: the resolution of what this client can measure. */
    public Duration interval() {
        return Duration.ofNanos(Math.round(1e9 / ratePerSecond));
    }

    /** The key of the ledger that this client writes; in a Cluster its slot is one of the client's shard. */
    public String ledger() {
        return cluster == null ? ledger(name) : "ledger:{" + cluster.hashTag() + "}";
    }

    /** The key of a writer's ledger outside Clusters: a list of its sequence numbers. */
    public static String ledger(String writer) {
        return "ledger:" + writer;
    }
}
