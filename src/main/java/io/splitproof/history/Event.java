package io.splitproof.history;

import io.splitproof.topology.Link;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a history.
 *
 * <p>Times are nanoseconds of scenario time since the run began, on the one run clock. An operation is stamped by its
 * worker, before sending and after receiving, so that its interval contains its effect.
 */
public sealed interface Event {
    /** When it happened or, for a poll, when its answer was there. */
    long atNanos();

    record PhaseStarted(long atNanos, Phase phase) implements Event {}

    /**
     * A client asked for something.
     *
     * @param op unique in the history; its completion refers to it
     * @param value sequence number of a write, counted from 1 per client; the version of a profile that is changed; null
     *     for all else
     * @param intendedNanos when the workload meant to send it
     * @param action what a request is for; null for reads and writes
     */
    record Invoked(
            long atNanos,
            long op,
            String client,
            OperationKind kind,
            String key,
            @Nullable Long value,
            long intendedNanos,
            @Nullable Action action)
            implements Event {
        /** A read or a write. */
        public Invoked(
                long atNanos,
                long op,
                String client,
                OperationKind kind,
                String key,
                @Nullable Long value,
                long intendedNanos) {
            this(atNanos, op, client, kind, key, value, intendedNanos, null);
        }
    }

    /** The operation {@code op} ended. An operation without one was still open when the run ended: indeterminate. */
    record Completed(long atNanos, long op, Outcome outcome) implements Event {}

    /** A client has a connection to that node, as its Sentinel or its configuration told it. */
    record ClientConnected(long atNanos, String client, String node) implements Event {}

    record ClientDisconnected(
            long atNanos, String client, @Nullable String node, String reason) implements Event {}

    /**
     * The first call that applies a fault is about to be made.
     *
     * @param resolved what its targets are now: names of nodes or boxes; empty if they resolve to nothing
     * @param links the directed links that it cuts, if it cuts any
     */
    record FaultStarted(long atNanos, String fault, String description, List<String> resolved, List<Link> links)
            implements Event {}

    /**
     * All calls that apply a fault have returned.
     *
     * @param firstNanos when the first cut or kill was complete
     * @param lastNanos when the last was complete; their difference is the spread, part of t_fault's uncertainty
     * @param actions how many cuts or kills
     */
    record FaultApplied(long atNanos, String fault, long firstNanos, long lastNanos, int actions) implements Event {}

    /** The fault took effect: bytes were swallowed on that very link, or the process was seen gone or frozen. */
    record FaultProven(long atNanos, String fault, String evidence) implements Event {}

    /** The fault could not be shown to have taken effect; the run is unknown. */
    record FaultDoubted(long atNanos, String fault, String reason) implements Event {}

    record HealStarted(long atNanos, String fault) implements Event {}

    /** All calls that heal a fault have returned; the spread as in {@link FaultApplied}. */
    record HealApplied(long atNanos, String fault, long firstNanos, long lastNanos) implements Event {}

    record HealProven(long atNanos, String fault, String evidence) implements Event {}

    record HealDoubted(long atNanos, String fault, String reason) implements Event {}

    /** An operator begins a step of the schedule. */
    record StepStarted(long atNanos, String step, String description) implements Event {}

    /** The step succeeded; {@code answer} is what the nodes said. */
    record StepDone(long atNanos, String step, String answer) implements Event {}

    /** The step did not succeed; nothing further of the schedule is begun, and the run is unknown. */
    record StepFailed(long atNanos, String step, String reason) implements Event {}

    /**
     * A step that only asks found why nothing may be changed. No other step is begun, and the load goes on.
     *
     * @param reason file and line, what was expected, what is there and what to do
     */
    record StepRefused(long atNanos, String step, String reason) implements Event {}

    /**
     * A backup of a node was taken: its snapshot was made, waited for and copied away.
     *
     * @param startedNanos when the snapshot was asked for; it holds what was there then
     * @param bytes size of the file
     */
    record BackedUp(long atNanos, long startedNanos, String node, long bytes) implements Event {}

    /**
     * A node was started on a new disk that holds its last backup; it has yet to load it.
     *
     * @param startedNanos when the old disk began to be put away
     */
    record Restored(long atNanos, long startedNanos, String node, long bytes) implements Event {}

    /**
     * Bytes were sent through the proxy of box {@code from} towards a node, from inside that box.
     *
     * @param sentNanos when the attempt began; {@code atNanos} is when its result was known
     * @param arrived whether the node itself saw them; null if the node could not be asked
     * @param answered whether the reply came back; on a Cluster's bus, the end of the connection
     * @param port {@code bus} for the bus of a Cluster; null for the node's own port
     */
    record LinkProbed(
            long atNanos,
            long sentNanos,
            String from,
            String toNode,
            @Nullable Boolean arrived,
            boolean answered,
            @Nullable String port)
            implements Event {
        /** A probe of the node's own port. */
        public LinkProbed(
                long atNanos, long sentNanos, String from, String toNode, @Nullable Boolean arrived, boolean answered) {
            this(atNanos, sentNanos, from, toNode, arrived, answered, null);
        }

        public boolean ofBus() {
            return port != null;
        }
    }

    /** A fault injector hung or refused; it was started again from its recorded state. Verdicts become unknown. */
    record InjectorFailed(long atNanos, String box, String detail) implements Event {}

    /** A message of a Sentinel's Pub/Sub, word for word. */
    record SentinelSaid(long atNanos, String sentinel, String channel, String payload) implements Event {}

    /** A subscription to a Sentinel, or the observation of a node, was lost ({@code open}) or is back. */
    record ObservationGap(long atNanos, String node, boolean open, String reason) implements Event {}

    /**
     * ROLE of a Redis node, recorded when it changes.
     *
     * @param role {@code master} or {@code slave} in Redis's own words, or {@code unreachable}
     * @param primary address of a replica's primary, or null
     * @param link a replica's link state as ROLE gives it (connect, connecting, sync, connected), or null
     * @param offset replication offset at that moment
     */
    record RoleSeen(
            long atNanos,
            String node,
            String role,
            @Nullable String primary,
            @Nullable String link,
            long offset) implements Event {
        /** True from a primary's {@code +FULLRESYNC} until its data are loaded. */
        public boolean isInFullSync() {
            return "sync".equals(link);
        }
    }

    /**
     * A Sentinel was asked how long ago the primary answered its last PING ({@code last-ping-reply} of SENTINEL MASTER),
     * and another answer than before had come. Recorded of Sentinels whose ping period a fault or step waits for.
     *
     * @param pongNanos when the answer came, as the Sentinel tells it to the millisecond of its own clock
     */
    record PongSeen(long atNanos, String sentinel, String group, long pongNanos) implements Event {}

    /**
     * The answer of a node to the write probe changed.
     *
     * @param previousNanos when the last probe with the answer before was sent; the change lies after it. Equal to
     *     {@code atNanos} for the first probe.
     */
    record WriteProbed(long atNanos, String node, WriteAnswer answer, long previousNanos) implements Event {}

    /**
     * Which nodes a balancer leads to, by its own statistics; recorded when that changed.
     *
     * @param previousNanos when the look before was begun; the change lies after it. Equal to {@code atNanos} for the
     *     first look.
     * @param answers false if the balancer did not answer; then it leads nowhere
     * @param writes names of the nodes that its checks have found to be good for writes, in its own order
     * @param reads names of those good for reads
     */
    record BalancerSeen(
            long atNanos, long previousNanos, String balancer, boolean answers, List<String> writes, List<String> reads)
            implements Event {
        public BalancerSeen {
            writes = List.copyOf(writes);
            reads = List.copyOf(reads);
        }
    }

    /**
     * The kernel of a box has the virtual IP, or has it no longer, by its own notice; the first of each box says what was
     * so when the watch began. Two boxes can have it at once.
     */
    record VipHeld(long atNanos, String box, boolean held) implements Event {}

    /** Fields of INFO, recorded when one of them changed. */
    record InfoSeen(long atNanos, String node, Map<String, String> fields) implements Event {}

    /**
     * CLUSTER INFO of a node, recorded when one of these fields changed: {@code cluster_state}, {@code
     * cluster_slots_assigned}, {@code _ok}, {@code _pfail} and {@code _fail}, {@code cluster_known_nodes}, {@code
     * cluster_size}, {@code cluster_current_epoch} and {@code cluster_my_epoch}.
     */
    record ClusterSeen(long atNanos, String node, Map<String, String> fields) implements Event {}

    /**
     * What one node of a Cluster says of another, or of itself: its line of CLUSTER NODES, recorded when anything in it
     * but the times of pings changed.
     *
     * @param previousNanos when the poll before was sent; the change lies after it. Equal to {@code atNanos} for the
     *     first poll.
     * @param observer name of the node that was asked
     * @param node name of the node that the line is about; its address as Redis writes it if no node of the topology has
     *     that
     * @param flags as Redis writes them: myself, master, slave, fail?, fail, handshake, noaddr, nofailover, noflags
     * @param primary name of the primary that it says the node replicates from; null for a primary
     * @param slots the ranges that it says the node serves, such as {@code 0-5460}, with spaces between them; empty for
     *     none. Slots under way to or from another node are not in it.
     * @param link the observer's bus link to the node: connected or disconnected
     */
    record ClusterNodeSeen(
            long atNanos,
            long previousNanos,
            String observer,
            String node,
            List<String> flags,
            @Nullable String primary,
            long configEpoch,
            String slots,
            String link)
            implements Event {
        public ClusterNodeSeen {
            flags = List.copyOf(flags);
        }

        /** True if the observer has that flag for the node, such as {@code fail?}. */
        public boolean is(String flag) {
            return flags.contains(flag);
        }
    }

    /**
     * The live configuration: CONFIG GET of a Redis node, or {@code SENTINEL MASTER <group>} of a Sentinel. Secrets
     * are replaced.
     *
     * @param group null for a Redis node
     */
    record SettingsRead(long atNanos, String node, @Nullable String group, Map<String, String> settings)
            implements Event {}

    /**
     * The process of a node that was to end by itself has ended, as the engine says after the load.
     *
     * @param exitCode such as 99 for a Sentinel's simulated crash
     */
    record ProcessEnded(long atNanos, String node, long exitCode) implements Event {}

    /** The system is as it should be: one primary in every view, links up, offsets equal, CKQUORUM says OK, every slot
     * of a Cluster is served. */
    record Converged(long atNanos, String detail) implements Event {}

    /** Convergence did not come within its bound; {@code detail} says what was missing. */
    record NotConverged(long atNanos, String detail) implements Event {}

    /**
     * The whole ledger of one writer as one node has it after the run.
     *
     * @param role the node's role at that moment, in Redis's own word
     * @param values sequence numbers in the order of the list, as runs
     * @param foreign entries that are not sequence numbers of this ledger
     */
    record FinalRead(long atNanos, String node, String role, String key, List<Range> values, List<String> foreign)
            implements Event {}

    /** A node answered late: it, the way to it, or the harness was not running for that long. */
    record NodeLate(long atNanos, String node, long lateNanos) implements Event {}

    /**
     * A node's clock was compared with the run's.
     *
     * @param errorNanos how far it is off, in scenario time: negative if it is behind, zero if no error can be told
     */
    record ClockRead(long atNanos, String node, long errorNanos) implements Event {
        /** A Sentinel tells the time of its last tick, which may be a tick of 100 ms and a stall ago. */
        private static final long TOLERANCE_NANOS = 1_000_000_000L;

        /** True of an error that neither a tick nor a stall explains: the clock does not run at the run's factor. */
        public boolean tooFarOff() {
            return Math.abs(errorNanos) > TOLERANCE_NANOS;
        }
    }

    /** A timer of the harness fired late: the harness itself was not running for that long. */
    record HarnessStalled(long atNanos, long lateNanos) implements Event {}

    /** A document's files, as written or after repairs, are about to be tried. */
    record VariantStarted(long atNanos, String variant) implements Event {}

    /** All that was meant to be tried of a variant was tried, and what it made is removed. */
    record VariantEnded(long atNanos, String variant) implements Event {}

    /**
     * A command of a document was tried, perhaps several times; this is its last answer.
     *
     * @param startedNanos when it was tried first
     * @param check the name of the check that it belongs to
     * @param command as it is typed, without secrets
     * @param exit its exit status
     * @param output what it printed, shortened, without secrets
     */
    record Tried(
            long atNanos, long startedNanos, String variant, String check, String command, long exit, String output)
            implements Event {}

    /** A command could not be tried on this machine. */
    record NotTried(long atNanos, String variant, String check, String command, String reason) implements Event {}

    /** The run was ended before its schedule: interrupted, or the harness broke. */
    record Aborted(long atNanos, String reason) implements Event {}

    /** Anything a reader of the history should know that no checker reads. */
    record Noted(long atNanos, String text) implements Event {}
}
