package io.splitproof.forecast;

import java.util.Optional;

/**
 * Whether one server can read the snapshot with which another begins replication.
 *
 * <p>A replica refuses a snapshot whose version it does not know: "Can't handle RDB format version" ({@code rdbLoadRio}
 * in {@code rdb.c}), after it has discarded its own data. Versions are {@code RDB_VERSION} of {@code rdb.h}.
 */
public final class ReplicationStream {
    /** The last that Redis and Valkey have in common, of Redis 7.2. Valkey 7 and 8 never write another. */
    private static final int COMMON = 11;
    /** Valkey leaves 12 to 79 to Redis, and reads none of them ({@code RDB_FOREIGN_VERSION_MIN} and {@code MAX}). */
    private static final int FIRST_OF_VALKEY_9 = 80;

    private ReplicationStream() {}

    /** Why a replica could not read what that primary sends; empty if it can, or if nothing is known of the versions. */
    public static Optional<String> obstacle(Server from, Server to) {
        int sent = sent(from, to);
        boolean unknown = sent == 0 || newest(to) == 0;
        return unknown || reads(to, sent)
                ? Optional.empty()
                : Optional.of(from.words() + " sends a snapshot of RDB version " + sent + ", and " + to.words()
                        + " reads "
                        + (to.valkey() && sent < FIRST_OF_VALKEY_9 ? "none of 12 to 79" : "up to " + newest(to)));
    }

    /** Valkey 9 writes for an older replica what that can read ({@code replicaRdbVersion} in {@code replication.c}). */
    private static int sent(Server from, Server to) {
        boolean older = !to.isValkey(9, 0);
        return from.isValkey(9, 0) && older ? COMMON : newest(from);
    }

    private static boolean reads(Server server, int version) {
        boolean foreign = server.valkey() && version > COMMON && version < FIRST_OF_VALKEY_9;
        return version <= newest(server) && !foreign;
    }

    /** The version that a server writes; 0 if it is not known here. */
    private static int newest(Server server) {
        if (server.valkey()) {
            return server.isValkey(9, 2) ? 81 : server.isValkey(9, 0) ? FIRST_OF_VALKEY_9 : COMMON;
        }
        return switch (server.major() * 100 + server.minor()) {
            case 500, 600, 602 -> 9;
            case 700 -> 10;
            case 702 -> COMMON;
            case 704, 800 -> 12;
            default -> 0;
        };
    }
}
