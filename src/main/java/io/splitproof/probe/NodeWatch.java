package io.splitproof.probe;

import io.lettuce.core.RedisCommandExecutionException;
import io.splitproof.history.Clock;
import io.splitproof.history.Event.InfoSeen;
import io.splitproof.history.Event.RoleSeen;
import io.splitproof.history.Event.WriteProbed;
import io.splitproof.history.Journal;
import io.splitproof.history.WriteAnswer;
import io.splitproof.probe.Lateness.Ending;
import io.splitproof.probe.NodeConnection.Unreachable;
import io.splitproof.topology.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Watches one Redis node: does it accept writes, what role does it say it has, what does INFO say.
 *
 * <p>Each poll tries one write to a key of the harness; only changes are recorded. One thread polls.
 */
public final class NodeWatch {
    private static final List<WriteAnswer> REFUSALS = List.of(
            WriteAnswer.READONLY,
            WriteAnswer.NOREPLICAS,
            WriteAnswer.LOADING,
            WriteAnswer.MOVED,
            WriteAnswer.CLUSTERDOWN);

    private static final int POLLS_PER_ROLE = 10;
    private static final int POLLS_PER_INFO = 100;
    private static final Set<String> INFO_FIELDS = Set.of(
            "run_id",
            "redis_version",
            "valkey_version",
            "server_name",
            "monotonic_clock",
            "role",
            "master_link_status",
            "master_sync_in_progress",
            "connected_slaves",
            "min_slaves_good_slaves",
            "master_replid",
            "loading",
            "rdb_last_save_time",
            "rdb_last_bgsave_time_sec",
            "aof_delayed_fsync");

    private final Node node;
    private final String key;
    private final NodeConnection connection;
    private final Clock clock;
    private final Journal journal;
    private final Lateness lateness;
    private final int pollsPerRole;
    private @Nullable WriteAnswer lastAnswer;
    private long lastSentNanos;
    private @Nullable RoleSeen lastRole;
    private Map<String, String> lastInfo = Map.of();
    private long polls;

    /** @param closely whether to ask for its role in every poll */
    public NodeWatch(Node node, Plane plane, Clock clock, Journal journal, boolean closely) {
        this.node = node;
        this.key = ProbeKey.of(node, plane.topology());
        this.connection = plane.fresh(node);
        this.clock = clock;
        this.journal = journal;
        this.pollsPerRole = closely ? 1 : POLLS_PER_ROLE;
        this.lateness = new Lateness(node.name(), clock, journal);
    }

    /** One poll; never throws. */
    public void poll() {
        lateness.measure(() -> ending(probeWrite()));
        if (polls % pollsPerRole == 0) {
            role();
        }
        if (polls % POLLS_PER_INFO == 0) {
            info();
        }
        polls++;
    }

    private WriteAnswer probeWrite() {
        long sent = clock.nanos();
        WriteAnswer answer = write();
        long received = clock.nanos();
        if (answer != lastAnswer) {
            journal.append(
                    new WriteProbed(received, node.name(), answer, lastAnswer == null ? received : lastSentNanos));
            lastAnswer = answer;
        }
        lastSentNanos = sent;
        return answer;
    }

    private static Ending ending(WriteAnswer answer) {
        return switch (answer) {
            case SILENT -> Ending.SILENT;
            case UNREACHABLE -> Ending.UNREACHABLE;
            default -> Ending.ANSWERED;
        };
    }

    private WriteAnswer write() {
        try {
            connection.ask(c -> c.set(key, node.name()));
            return WriteAnswer.ACKNOWLEDGED;
        } catch (RedisCommandExecutionException e) {
            return answer(String.valueOf(e.getMessage()));
        } catch (Unreachable e) {
            return e.silent() ? WriteAnswer.SILENT : WriteAnswer.UNREACHABLE;
        }
    }

    private static WriteAnswer answer(String error) {
        for (WriteAnswer answer : REFUSALS) {
            if (error.startsWith(answer.name())) {
                return answer;
            }
        }
        return WriteAnswer.ERROR;
    }

    private void role() {
        RoleSeen seen = readRole();
        if (!same(seen, lastRole)) {
            journal.append(seen);
            lastRole = seen;
        }
    }

    private RoleSeen readRole() {
        try {
            List<Object> reply = connection.raw("ROLE");
            long now = clock.nanos();
            String role = String.valueOf(reply.get(0));
            if (role.equals("slave")) {
                String primary = reply.get(1) + ":" + reply.get(2);
                return new RoleSeen(
                        now,
                        node.name(),
                        role,
                        primary,
                        String.valueOf(reply.get(3)),
                        Long.parseLong("" + reply.get(4)));
            }
            return new RoleSeen(now, node.name(), role, null, null, Long.parseLong("" + reply.get(1)));
        } catch (Unreachable | RedisCommandExecutionException e) {
            return new RoleSeen(clock.nanos(), node.name(), "unreachable", null, null, 0);
        }
    }

    /** Offsets move all the time; a change of anything else is worth a line. */
    private static boolean same(RoleSeen a, @Nullable RoleSeen b) {
        return b != null
                && a.role().equals(b.role())
                && java.util.Objects.equals(a.primary(), b.primary())
                && java.util.Objects.equals(a.link(), b.link());
    }

    private void info() {
        try {
            var fields = new LinkedHashMap<>(connection.info());
            fields.keySet().retainAll(INFO_FIELDS);
            if (!fields.equals(lastInfo)) {
                journal.append(new InfoSeen(clock.nanos(), node.name(), fields));
                lastInfo = fields;
            }
        } catch (Unreachable | RedisCommandExecutionException e) {
            // That it does not answer is what the write probe and ROLE record.
        }
    }
}
