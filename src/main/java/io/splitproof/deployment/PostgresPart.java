package io.splitproof.deployment;

import io.splitproof.topology.Node;
import java.util.List;
import java.util.Map;

/**
 * A PostgreSQL that makes its own data directory when it first starts, with one table and the run's password.
 *
 * <p>Nothing is synced to disk: the machine's kernel outlives every process that a run kills, so that what was committed
 * is there after a restart. As PostgreSQL wants, its server does not run as root.
 */
final class PostgresPart {
    private static final String PASSWORD = "/etc/splitproof-postgres-password";
    private static final String START = "/etc/splitproof-postgres.sh";

    /** Rows of applications: a key, a number, and when they expire in scenario time. */
    private static final String SCHEMA =
            "CREATE TABLE entries (key text PRIMARY KEY, number bigint NOT NULL, expires bigint NOT NULL)";

    private PostgresPart() {}

    static Part of(Node node, Surroundings around) {
        String script = String.join(
                "\n",
                "set -eu",
                "data=/var/lib/postgresql/data",
                "as='setpriv --reuid=postgres --regid=postgres --init-groups'",
                "if [ ! -s $data/PG_VERSION ]; then",
                "  install -d -o postgres -g postgres -m 0700 $data",
                "  install -o postgres -m 0400 " + PASSWORD + " /tmp/password",
                "  $as initdb -D $data -U postgres --no-sync --locale=C --encoding=UTF8 --auth=scram-sha-256"
                        + " --pwfile=/tmp/password",
                "  rm /tmp/password",
                "  echo 'host all all all scram-sha-256' >> $data/pg_hba.conf",
                "  echo '" + SCHEMA + "' | $as postgres --single -F -D $data postgres",
                "fi",
                "exec $as postgres -D $data -F -c listen_addresses="
                        + node.address().host() + "," + around.boxIps().get(node.box()) + " -c port="
                        + node.address().port() + " -c unix_socket_directories= -c shared_buffers=16MB",
                "");
        return new Part(
                List.of("sh", START),
                Map.of(START, script, PASSWORD, around.secret().reveal() + "\n"),
                Needs.NOTHING);
    }
}
