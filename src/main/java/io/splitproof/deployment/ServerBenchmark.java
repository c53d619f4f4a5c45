package io.splitproof.deployment;

import io.splitproof.topology.Node;

/**
 * How the server's own benchmark is run on a node. It takes a password only as an argument, which every process of the
 * machine can read; so it gets a user of its own that needs none, may do nothing but what is measured, and is deleted
 * when the benchmark has ended.
 */
final class ServerBenchmark {
    private static final String USER = "splitproof-benchmark";

    /** What {@code -t set,get} sends, and what the benchmark asks first: how the server saves. */
    private static final String COMMANDS = "+set +get +config|get";

    private ServerBenchmark() {}

    static String script(Node node, Software software, String options) {
        String cli = software.cliBinary();
        String where = " -h " + node.address().host() + " -p " + node.address().port();
        return String.join(
                "\n",
                "r() { REDISCLI_AUTH=\"$(sed -n 's/^requirepass //p' " + Configuration.FILE
                        + " | tr -d '\"')\" timeout 5 " + cli + where + " \"$@\" >/dev/null; }",
                "trap 'r ACL DELUSER " + USER + "' EXIT",
                "r ACL SETUSER " + USER + " reset on nopass '~*' " + COMMANDS,
                cli.replace("-cli", "-benchmark") + where + " --user " + USER + " -a - " + options);
    }
}
