package io.splitproof.run;

import io.lettuce.core.RedisCommandExecutionException;
import io.splitproof.forecast.ReplicationStream;
import io.splitproof.forecast.Server;
import io.splitproof.probe.NodeConnection;
import io.splitproof.probe.NodeConnection.Unreachable;
import io.splitproof.probe.Plane;
import io.splitproof.topology.Address;
import io.splitproof.topology.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether a node may become a replica of another, found out by questions that change nothing on either.
 *
 * <p>REPLICAOF itself says OK to all of this and fails later: it is a request to try, and the first thing that the
 * replica does once a full resync has begun is to discard its own data ({@code replicationSetPrimary} and {@code
 * readSyncBulkPayload} in {@code replication.c}).
 */
final class ReplicationPreconditions {
    private static final String PROBE = "splitproof:write-probe";

    private final NodeConnection target;
    private final NodeConnection source;
    private final Node node;
    private final Node of;

    ReplicationPreconditions(Plane plane, Node node, Node of) {
        this.target = plane.to(node);
        this.source = plane.to(of);
        this.node = node;
        this.of = of;
    }

    /** Each with what was expected, what is there and what to do; empty if nothing stands in the way. */
    List<String> obstacles() {
        try {
            Map<String, String> there = source.info();
            Map<String, String> here = target.info();
            var found = new ArrayList<String>();
            itself(here, there).ifPresent(found::add);
            disabled().ifPresent(found::add);
            password().ifPresent(found::add);
            stream(here, there).ifPresent(found::add);
            data().ifPresent(found::add);
            return found;
        } catch (Unreachable e) {
            return List.of("expected " + node.name() + " and " + of.name() + " to answer, but " + e.getMessage()
                    + "; start it, or name another");
        }
    }

    /** What was asked, for a step that found no obstacle. */
    String words() {
        return node.name() + " is empty, has REPLICAOF and the password of " + of.name() + ", and "
                + words(target.info()) + " reads what " + words(source.info()) + " sends";
    }

    private static String words(Map<String, String> info) {
        return Server.in(info).map(Server::words).orElse("an unknown version");
    }

    private Optional<String> itself(Map<String, String> here, Map<String, String> there) {
        if (Objects.equals(here.get("run_id"), there.get("run_id"))) {
            return Optional.of("expected two servers, but " + node.name() + " and " + of.name() + " are one, run_id "
                    + here.get("run_id") + "; name another target");
        }
        Address address = node.address();
        boolean follows = "slave".equals(there.get("role"))
                && address.host().equals(there.get("master_host"))
                && String.valueOf(address.port()).equals(there.get("master_port"));
        return follows
                ? Optional.of("expected a source that does not follow its target, but " + of.name()
                        + " is a replica of " + node.name() + "; name the primary as the source")
                : Optional.empty();
    }

    /** Managed services disable the command, by its name or by an ACL. */
    private Optional<String> disabled() {
        String there = knows("REPLICAOF")
                ? forbidden()
                : (knows("SLAVEOF") ? "it is" : "it and SLAVEOF are") + " disabled there: COMMAND INFO does not know "
                        + (knows("SLAVEOF") ? "it" : "them");
        return there.isEmpty()
                ? Optional.empty()
                : Optional.of("expected REPLICAOF to be possible on " + node.name() + ", but " + there
                        + "; it cannot be a target of replication: copy the data by a client or a snapshot, or"
                        + " choose a server of your own");
    }

    /** A command that was renamed to nothing is null, or an empty list in the older protocol. */
    private boolean knows(String command) {
        return target.raw("COMMAND", "INFO", command).stream().anyMatch(c -> c instanceof List<?> i && !i.isEmpty());
    }

    private String forbidden() {
        try {
            String user = String.valueOf(target.raw("ACL", "WHOAMI").get(0));
            Address address = of.address();
            String said = String.valueOf(
                    target.raw("ACL", "DRYRUN", user, "REPLICAOF", address.host(), String.valueOf(address.port()))
                            .get(0));
            return said.equals("OK") ? "" : "ACL DRYRUN says \"" + said + "\"";
        } catch (RedisCommandExecutionException e) {
            // Before Redis 7.0 there is no DRYRUN; then REPLICAOF itself will tell.
            return "";
        }
    }

    /** With another one the link is refused again and again, and REPLICAOF has said OK. */
    private Optional<String> password() {
        Map<String, String> uses = NodeConnection.pairs(target.raw("CONFIG", "GET", "master*"));
        String user = uses.getOrDefault("masteruser", "");
        try {
            source.raw("AUTH", user.isEmpty() ? "default" : user, uses.getOrDefault("masterauth", ""));
            return Optional.empty();
        } catch (RedisCommandExecutionException e) {
            return Optional.of("expected masterauth of " + node.name() + " to be the password of " + of.name()
                    + ", but it answers " + e.getMessage() + "; set masterauth on " + node.name());
        }
    }

    private Optional<String> stream(Map<String, String> here, Map<String, String> there) {
        return Server.in(there)
                .flatMap(from -> Server.in(here).flatMap(to -> ReplicationStream.obstacle(from, to)))
                .map(why -> "expected a server that reads the replication stream of " + of.name() + ", but " + why
                        + "; choose a version for " + node.name() + " that is at least as new");
    }

    private Optional<String> data() {
        long keys = number(target.raw("DBSIZE")) - number(target.raw("EXISTS", PROBE));
        return keys == 0
                ? Optional.empty()
                : Optional.of("expected an empty target, but " + node.name() + " has " + keys
                        + (keys == 1 ? " key" : " keys")
                        + ", which REPLICAOF would discard; FLUSHALL there if nobody needs them, or choose another");
    }

    private static long number(List<Object> reply) {
        return Long.parseLong(String.valueOf(reply.get(0)));
    }
}
