package io.splitproof.fault;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person does at a moment of the schedule: no fault, and it breaks nothing on purpose. A step is data:
 * a run takes it, and goes on once its success is seen.
 */
public sealed interface Step {
    /** The step in one line of words. */
    String describe();

    /** The node that this step makes primary while nothing else asks for it, if it does. */
    default Optional<String> promoted() {
        return Optional.empty();
    }

    /** True of a step that takes long: the schedule goes on meanwhile, so that something can break it off. */
    default boolean goesOnBeside() {
        return false;
    }

    /** {@code CLUSTER FAILOVER}: a replica of a Cluster is asked to take over. */
    record ClusterFailover(String node, FailoverMode mode) implements Step {
        @Override
        public String describe() {
            return "ask " + node + " to take over (" + mode.word() + ")";
        }

        @Override
        public Optional<String> promoted() {
            return Optional.of(node);
        }
    }

    /** {@code redis-cli --cluster add-node}: a node joins a Cluster, without slots. */
    record AddNode(String node) implements Step {
        @Override
        public String describe() {
            return "add " + node + " to the Cluster";
        }
    }

    /**
     * {@code redis-cli --cluster rebalance} with empty primaries: slots move to a node that has none, from all others.
     *
     * @param to the node that gets slots
     * @param weight how many, beside the 1 of every other primary
     * @param interrupted true where a fault is to break it off: then it must not succeed
     */
    record Rebalance(String to, double weight, boolean interrupted) implements Step {
        @Override
        public String describe() {
            return "rebalance slots to " + to + ", weight " + weight + (interrupted ? ", to be broken off" : "");
        }

        @Override
        public boolean goesOnBeside() {
            return true;
        }
    }

    /** {@code redis-cli --cluster fix}: slots whose move was broken off are moved, or taken back. */
    record Fix(String node) implements Step {
        @Override
        public String describe() {
            return "fix the Cluster from " + node;
        }
    }

    /**
     * {@code redis-cli --cluster import} with {@code --cluster-copy}: every key that a node outside a Cluster holds is
     * copied to the node that has its slot; the source keeps what it has. A key that the Cluster has already is an error.
     *
     * <p>The source executes MIGRATE, which is a write: a replica refuses it (READONLY), and so does a primary that
     * refuses writes for want of replicas (NOREPLICAS; processCommand in server.c, Redis 7.0 to 8.6).
     *
     * @param source the node whose keys are copied
     */
    record Import(String source) implements Step {
        @Override
        public String describe() {
            return "import what " + source + " holds into the Cluster";
        }
    }

    /** Starts nodes for the first time; they do not run before. */
    record Start(List<String> nodes) implements Step {
        public Start {
            nodes = List.copyOf(nodes);
        }

        @Override
        public String describe() {
            return "start " + String.join(", ", nodes);
        }
    }

    /** {@code REPLICAOF NO ONE}. Clients and other replicas are told nothing. */
    record Promote(String node) implements Step {
        @Override
        public String describe() {
            return "promote " + node;
        }

        @Override
        public Optional<String> promoted() {
            return Optional.of(node);
        }
    }

    /** {@code REPLICAOF} another node, which discards what {@code node} alone has. */
    record Replicate(String node, String of) implements Step {
        @Override
        public String describe() {
            return "make " + node + " a replica of " + of;
        }
    }

    /**
     * Asks two nodes whether one may become a replica of the other, and changes nothing. If it may not, the step is
     * refused: no other step is taken, and the load goes on.
     */
    record MayReplicate(String node, String of) implements Step {
        @Override
        public String describe() {
            return "ask whether " + node + " may become a replica of " + of;
        }
    }

    /**
     * Lets a primary refuse every write with NOREPLICAS, by a {@code min-replicas-to-write} that no group reaches. Its
     * replicas go on following it.
     */
    record StopWrites(String node) implements Step {
        @Override
        public String describe() {
            return "let " + node + " refuse writes";
        }
    }

    /** Waits, however late the step before ended, while others may see what it did. */
    record Observe(Duration lasting) implements Step {
        @Override
        public String describe() {
            return "observe for " + lasting.toMillis() + " ms";
        }
    }

    /** Takes back {@link StopWrites}. */
    record ResumeWrites(String node) implements Step {
        @Override
        public String describe() {
            return "let " + node + " accept writes again";
        }
    }

    /** Ends the processes of nodes for good, one after another: nobody needs them any more. */
    record Retire(List<String> nodes) implements Step {
        public Retire {
            nodes = List.copyOf(nodes);
        }

        @Override
        public String describe() {
            return "retire " + String.join(", ", nodes);
        }
    }

    /** {@code SENTINEL FAILOVER}: a switchover, asked for while the primary lives. */
    record Failover(String sentinel) implements Step {
        @Override
        public String describe() {
            return "ask " + sentinel + " for a failover";
        }
    }

    /**
     * {@code SENTINEL FAILOVER ... COORDINATED}: a switchover in which the old primary takes part. Valkey 9 or newer; others
     * answer that the number of arguments is wrong, and the step fails.
     */
    record CoordinatedFailover(String sentinel) implements Step {
        @Override
        public String describe() {
            return "ask " + sentinel + " for a coordinated failover";
        }
    }

    /**
     * {@code SENTINEL SIMULATE-FAILURE}: whichever of these Sentinels leads a failover next ends itself. Unless one of them
     * is seen to have ended so, the run is unknown.
     */
    record SimulateFailure(List<String> sentinels, SimulatedFailure form) implements Step {
        public SimulateFailure {
            sentinels = List.copyOf(sentinels);
        }

        @Override
        public String describe() {
            return form == SimulatedFailure.NONE
                    ? "take back the simulated failure of " + String.join(", ", sentinels)
                    : "let " + String.join(", ", sentinels) + " simulate " + form.word();
        }
    }

    /** {@code SENTINEL RESET}: a Sentinel forgets every replica and Sentinel that it has seen, and finds the living anew. */
    record Reset(String sentinel) implements Step {
        @Override
        public String describe() {
            return "reset " + sentinel;
        }
    }

    /**
     * {@code SENTINEL REMOVE} and {@code SENTINEL MONITOR}: one Sentinel is told which node is the primary, as if its
     * configuration had said so at first. It keeps its settings and forgets replicas and other Sentinels.
     */
    record Monitor(String sentinel, String primary) implements Step {
        @Override
        public String describe() {
            return "let " + sentinel + " monitor " + primary;
        }
    }

    /**
     * Starts a client anew with another address in its configuration; its operations go on.
     *
     * @param node the node it connects to from now on, or null where Sentinels name the primary
     * @param sentinels the Sentinels it asks from now on; empty where it connects to {@code node}
     * @param through the front that it goes through from now on; null where it does not. Without any of the three it looks
     *     up in the Cluster who has its slot
     */
    record Point(
            String client,
            @Nullable String node,
            List<String> sentinels,
            @Nullable String through) implements Step {
        public Point {
            sentinels = List.copyOf(sentinels);
        }

        /** True of one to the Cluster beside the group that the client used. */
        public boolean atCluster() {
            return node == null && sentinels.isEmpty() && through == null;
        }

        /** One to an address that is no front. */
        public Point(String client, @Nullable String node, List<String> sentinels) {
            this(client, node, sentinels, null);
        }

        @Override
        public String describe() {
            if (through != null || atCluster()) {
                return "point " + client + " at " + (through == null ? "the Cluster" : through);
            }
            return "point " + client + " at " + (node == null ? String.join(", ", sentinels) : node);
        }
    }

    /** {@code redis-benchmark -t get} with 50 clients, inside the node's own container. */
    record Benchmark(String node, int requests) implements Step {
        @Override
        public String describe() {
            return "benchmark GET on " + node + ", " + requests + " requests";
        }
    }

    /**
     * Looks at {@code INFO} of a node until it says what it should.
     *
     * @param replicas how many replicas must be online and acknowledge in time; 0 for any number
     * @param info fields with the values that they must have
     * @param caughtUpWith the node whose data it must have: same replication ID, and no offset behind the one that
     *     node had when it was asked before; null for none
     * @param within how long they may take
     */
    record Await(
            String node,
            int replicas,
            Map<String, String> info,
            @Nullable String caughtUpWith,
            Duration within) implements Step {
        /** Replicas acknowledge once a second, and INFO gives whole seconds: 1 is as good as 0. */
        private static final int LAG_SECONDS = 1;

        public Await {
            info = Map.copyOf(info);
        }

        /** Looks at one node alone. */
        public Await(String node, int replicas, Map<String, String> info, Duration within) {
            this(node, replicas, info, null, within);
        }

        @Override
        public String describe() {
            return "await that " + node + " says " + String.join(", ", wanted());
        }

        private List<String> wanted() {
            var wanted = new TreeMap<>(info);
            if (replicas > 0) {
                wanted.put("connected_slaves", replicas + " (online, lag " + LAG_SECONDS + " at most)");
            }
            if (caughtUpWith != null) {
                wanted.put("offset", "that of " + caughtUpWith);
            }
            return wanted.entrySet().stream()
                    .map(e -> e.getKey() + ":" + e.getValue())
                    .toList();
        }

        /**
         * What keeps the node from having all that the other node had.
         *
         * @param source INFO of the node to catch up with, asked before
         * @param fields INFO of the node itself
         */
        public Optional<String> behind(Map<String, String> source, Map<String, String> fields) {
            boolean up = "up".equals(fields.get("master_link_status"));
            boolean related = String.valueOf(source.get("master_replid")).equals(fields.get("master_replid"));
            long has = number(fields, "slave_repl_offset");
            long wanted = number(source, "master_repl_offset");
            return up && related && wanted >= 0 && has >= wanted
                    ? Optional.empty()
                    : Optional.of(node + " is at offset " + has + " of "
                            + fields.get("master_replid") + ", its link " + fields.get("master_link_status") + ", and "
                            + caughtUpWith + " was at " + wanted + " of " + source.get("master_replid"));
        }

        private static long number(Map<String, String> fields, String name) {
            String text = fields.getOrDefault(name, "");
            return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
        }

        /** What these fields of INFO lack, in words; empty if nothing. */
        public Optional<String> missing(Map<String, String> fields) {
            for (var wanted : new TreeMap<>(info).entrySet()) {
                String seen = fields.get(wanted.getKey());
                if (!wanted.getValue().equals(seen)) {
                    return Optional.of(node + " says " + wanted.getKey() + ":" + seen + ", not " + wanted.getValue());
                }
            }
            if (replicas == 0) {
                return Optional.empty();
            }
            Map<String, String> lines = lines(fields);
            long good = lines.values().stream().filter(Await::keepsUp).count();
            return good == replicas && lines.size() == replicas
                    ? Optional.empty()
                    : Optional.of(node + " has " + good + " of " + replicas + " replicas online with a lag of "
                            + LAG_SECONDS + " s at most: " + lines);
        }

        private static boolean keepsUp(String line) {
            Map<String, String> parts = List.of(line.split(",", -1)).stream()
                    .map(part -> part.split("=", 2))
                    .filter(pair -> pair.length == 2)
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (a, b) -> b));
            String lag = parts.getOrDefault("lag", "");
            return "online".equals(parts.get("state"))
                    && lag.matches("[0-9]{1,9}")
                    && Integer.parseInt(lag) <= LAG_SECONDS;
        }

        /** The fields that answer it, as INFO gave them. */
        public String answer(Map<String, String> fields) {
            var shown = new TreeMap<String, String>();
            info.keySet().forEach(name -> shown.put(name, String.valueOf(fields.get(name))));
            if (replicas > 0) {
                shown.put("connected_slaves", String.valueOf(fields.get("connected_slaves")));
                shown.put("master_repl_offset", String.valueOf(fields.get("master_repl_offset")));
                shown.putAll(lines(fields));
            }
            if (caughtUpWith != null) {
                shown.put("slave_repl_offset", String.valueOf(fields.get("slave_repl_offset")));
            }
            return shown.entrySet().stream()
                    .map(e -> e.getKey() + ":" + e.getValue())
                    .collect(Collectors.joining("; "));
        }

        private static Map<String, String> lines(Map<String, String> fields) {
            return fields.keySet().stream()
                    .filter(name -> name.matches("slave[0-9]+"))
                    .collect(Collectors.toMap(
                            Function.identity(), name -> String.valueOf(fields.get(name)), (a, b) -> b, TreeMap::new));
        }
    }
}
