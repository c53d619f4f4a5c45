package io.splitproof.client;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import java.util.List;

/**
 * What each error means for the operation that met it: one table, for every client of the harness.
 *
 * <p>Certain failure needs proof that the command was not executed: an error reply that Redis gives before executing,
 * or a client that says it never sent it. Everything else is indeterminate.
 */
public final class ReplyTable {
    private ReplyTable() {}

    /** What an error says of the operation. */
    public enum Meaning {
        /** It took no effect. */
        FAIL,
        /** It may have taken effect. */
        INFO
    }

    /** What a client does with its connection afterwards. */
    public enum Then {
        KEEP,
        /** Close it and ask the Sentinels again: it leads nowhere, or to a node that is not the primary. */
        REPLACE
    }

    /**
     * One row.
     *
     * @param begins the first word or words of an error reply or of a client's message
     * @param reply true for an error reply of Redis, false for a message of the client library
     */
    public record Row(String begins, boolean reply, Meaning meaning, Then then, String why) {}

    /** The rows, tried in order. */
    public static final List<Row> ROWS = List.of(
            reply("READONLY", Then.REPLACE, "a replica refuses writes (src/server.c processCommand)"),
            reply("NOREPLICAS", Then.KEEP, "the min-replicas gate is closed; refused before execution"),
            reply("MASTERDOWN", Then.REPLACE, "a replica without its primary and replica-serve-stale-data no"),
            reply("LOADING", Then.KEEP, "the data set is being loaded"),
            reply("CLUSTERDOWN", Then.KEEP, "slots are not served"),
            reply("MOVED", Then.KEEP, "another node owns the slot"),
            reply("ASK", Then.KEEP, "the slot is being moved"),
            reply("TRYAGAIN", Then.KEEP, "keys of one slot on two nodes"),
            reply("CROSSSLOT", Then.KEEP, "keys of several slots"),
            reply("NOAUTH", Then.REPLACE, "not authenticated"),
            reply("WRONGPASS", Then.REPLACE, "wrong password"),
            reply("NOPERM", Then.KEEP, "forbidden by ACL"),
            reply("MISCONF", Then.KEEP, "writes stopped after a failed snapshot"),
            reply("OOM", Then.KEEP, "maxmemory reached; refused before execution"),
            reply("BUSY", Then.KEEP, "a script is running"),
            reply("WRONGTYPE", Then.KEEP, "the key holds another type"),
            reply("ERR", Then.KEEP, "refused before execution"),
            new Row("Currently not connected", false, Meaning.FAIL, Then.REPLACE, "REJECT_COMMANDS: never sent"),
            new Row("Connection is closed", false, Meaning.FAIL, Then.REPLACE, "never sent"),
            new Row("Not connected", false, Meaning.FAIL, Then.REPLACE, "no connection could be opened: never sent"));

    private static final Row UNKNOWN_REPLY =
            new Row("", true, Meaning.INFO, Then.KEEP, "an error reply that this table does not know");
    private static final Row SHORT =
            new Row("", false, Meaning.INFO, Then.KEEP, "executed, and fewer than wanted had it in time (WAIT)");
    private static final Row UNCONFIRMED =
            new Row("", false, Meaning.INFO, Then.REPLACE, "executed, and what it waited for was not told (WAIT)");
    private static final Row TIMEOUT =
            new Row("Command timed out", false, Meaning.INFO, Then.REPLACE, "sent, and no reply in time");
    private static final Row BROKEN =
            new Row("", false, Meaning.INFO, Then.REPLACE, "the connection broke with the command under way");

    private static Row reply(String code, Then then, String why) {
        return new Row(code, true, Meaning.FAIL, then, why);
    }

    /** The row for whatever a call threw. */
    public static Row of(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        if (thrown instanceof Unconfirmed unconfirmed) {
            return unconfirmed.unanswered() ? UNCONFIRMED : SHORT;
        }
        if (thrown instanceof RedisCommandTimeoutException) {
            return TIMEOUT;
        }
        boolean isReply = thrown instanceof RedisCommandExecutionException;
        return ROWS.stream()
                .filter(row -> row.reply() == isReply && message.startsWith(row.begins()))
                .findFirst()
                .orElse(isReply ? UNKNOWN_REPLY : BROKEN);
    }

    /**
     * True if there was no connection, or it ended: what libraries call a connection error. A node that is silent, on
     * a connection or while one is opened, gives a time-out, which is something else.
     */
    public static boolean isConnectionError(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof RedisCommandExecutionException
                    || cause instanceof RedisCommandTimeoutException
                    || String.valueOf(cause.getMessage()).contains("timed out")) {
                return false;
            }
        }
        return true;
    }

    /** A short, stable name of an error for histories: the reply's code, or the client's own words. */
    public static String code(Throwable thrown) {
        Row row = of(thrown);
        if (row.equals(TIMEOUT)) {
            return "timeout";
        }
        if (!row.begins().isEmpty()) {
            return row.begins();
        }
        String message = String.valueOf(thrown.getMessage());
        return row.equals(BROKEN) ? "connection broken: " + message : message;
    }
}
