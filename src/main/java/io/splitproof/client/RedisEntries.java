package io.splitproof.client;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The commands by which applications keep numbers in Redis for a while. */
final class RedisEntries {
    /** One command for both, so that no counter is ever without an end. */
    private static final String COUNT =
            "local n = redis.call('INCR', KEYS[1]); if n == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end; return n";

    private RedisEntries() {}

    /** SET with PX. */
    static Carrier.Command put(String key, long number, Duration ttl) {
        return commands -> {
            commands.set(key, String.valueOf(number), SetArgs.Builder.px(ttl.toMillis()));
            return null;
        };
    }

    /** GET. */
    static Carrier.Command find(String key) {
        return commands -> number(commands.get(key));
    }

    /** DEL. */
    static Carrier.Command remove(String key) {
        return commands -> {
            commands.del(key);
            return null;
        };
    }

    /** INCR and, for the first, PEXPIRE. */
    static Carrier.Command count(String key, Duration ttl) {
        return commands ->
                commands.eval(COUNT, ScriptOutputType.INTEGER, new String[] {key}, String.valueOf(ttl.toMillis()));
    }

    private static @Nullable Long number(@Nullable String text) {
        return text == null ? null : Long.valueOf(text);
    }
}
