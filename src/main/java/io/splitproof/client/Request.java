package io.splitproof.client;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import io.splitproof.history.OperationKind;
import io.splitproof.topology.Slots;
import io.splitproof.workload.ClientSpec;
import io.splitproof.workload.ClusterUse;
import io.splitproof.workload.ClusterUse.Keys;
import io.splitproof.workload.Operation;
import io.splitproof.workload.Wait;
import org.jspecify.annotations.Nullable;

/** The one command of each operation, and after a write what its client waits for. */
final class Request {
    private static final String BOTH =
            "redis.call('RPUSH', KEYS[2], ARGV[1]); return redis.call('RPUSH', KEYS[1], ARGV[1])";

    private Request() {}

    /**
     * Sends an operation and returns what a read has seen; null for a write and for an empty ledger. Throws Unconfirmed
     * if a write took effect, and what its client waits for did not come.
     */
    static @Nullable Long send(RedisCommands<String, String> commands, ClientSpec spec, Operation operation) {
        if (operation.kind() == OperationKind.READ) {
            String newest = commands.lindex(operation.key(), -1);
            return newest == null ? null : Long.valueOf(newest);
        }
        String value = String.valueOf(operation.value());
        ClusterUse use = spec.cluster();
        if (use == null || use.keys() == Keys.ONE) {
            commands.rpush(operation.key(), value);
        } else {
            String[] keys = {operation.key(), copy(use)};
            commands.<Long>eval(BOTH, ScriptOutputType.INTEGER, keys, value);
        }
        Wait wait = spec.waitsFor();
        if (wait != null) {
            Waiting.await(commands, wait);
        }
        return null;
    }

    /** The key of the copy of a ledger: with the same hash tag, or with one that has another slot. */
    private static String copy(ClusterUse use) {
        String tag = use.hashTag();
        while (use.keys() == Keys.TWO_SLOTS && Slots.of(tag) == Slots.of(use.hashTag())) {
            tag += "-elsewhere";
        }
        return "copy:{" + tag + "}";
    }
}
