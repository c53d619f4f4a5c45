package io.splitproof.deployment;

import io.splitproof.topology.Node;
import java.time.Duration;

/** How an operator takes a snapshot with the command line: BGSAVE, and INFO until it is done. */
final class Snapshot {
    /** Real time. */
    static final Duration LIMIT = Duration.ofSeconds(30);

    /** What the script prints last, if the snapshot was saved. */
    static final String DONE = "snapshot saved";

    private Snapshot() {}

    /** The file that a node saves to and loads from. */
    static String file(Node node) {
        return Configuration.DIRECTORY + "/" + node.setting("dbfilename").orElse("dump.rdb");
    }

    /** Waits in real time, whatever the clock of the node; a save that is under way is waited for first. */
    static String script(Node node, Software software) {
        return String.join(
                "\n",
                "unset LD_PRELOAD",
                "export REDISCLI_AUTH=\"$(sed -n 's/^requirepass //p' " + Configuration.FILE + " | tr -d '\"')\"",
                "r() { timeout 5 " + software.cliBinary() + " -h "
                        + node.address().host() + " -p " + node.address().port() + " \"$@\"; }",
                "tries=0",
                "again() { tries=$((tries + 1)); [ $tries -lt 500 ] || exit 1; sleep 0.05; }",
                "until r BGSAVE | grep started; do again; done",
                "until r INFO persistence | grep rdb_bgsave_in_progress:0; do again; done",
                "r INFO persistence | grep rdb_last_bgsave_status:ok && echo " + DONE);
    }
}
