package io.splitproof.deployment;

import io.splitproof.topology.Node;
import io.splitproof.topology.VirtualIp;
import java.util.Map;

/**
 * A node that keeps the virtual IP, with the Redis beside it and the one in the other box.
 *
 * <p>Both kinds of keepers tell their Redis its role by the command line, whose commands come from files: there alone
 * the password is.
 */
record Keeping(Node keeper, Surroundings around) {
    static final String DIRECTORY = "/etc/splitproof/";

    /** Files that the command line reads: {@code ping}, {@code primary} and {@code replica}. */
    Map<String, String> commands() {
        var address = there().address();
        return Map.of(
                DIRECTORY + "ping", commands("PING"),
                DIRECTORY + "primary", commands("REPLICAOF NO ONE"),
                DIRECTORY + "replica", commands("REPLICAOF " + address.host() + " " + address.port()));
    }

    private String commands(String command) {
        return "AUTH " + around.secret().reveal() + "\n" + command + "\n";
    }

    /** A shell command that succeeds if the Redis beside it answered a file's last command so within a second. */
    String asking(String file, String answer) {
        var address = here().address();
        return "timeout 1 redis-cli -h " + address.host() + " -p " + address.port() + " <" + DIRECTORY + file
                + " | tail -n 1 | grep -q '^" + answer + "'";
    }

    /** The box that is to have the address at boot. */
    String holder() {
        VirtualIp ip = around.topology().virtualIp();
        if (ip == null) {
            throw new DeploymentException(keeper.name() + " has no virtual IP to keep: name one under topology");
        }
        return ip.holder();
    }

    String virtualIp() {
        return ip(VirtualIp.NAME);
    }

    String ip(String name) {
        String ip = around.boxIps().get(name);
        if (ip == null) {
            throw new DeploymentException("the address of " + name + " is not known yet to " + keeper.name());
        }
        return ip;
    }

    private Node here() {
        return redisBeside(keeper);
    }

    /** The Redis beside the other keeper; further ones replicate from one of the two. */
    Node there() {
        return around.topology().nodes().stream()
                .filter(n -> n.kind() == keeper.kind() && !n.box().equals(keeper.box()))
                .findFirst()
                .map(this::redisBeside)
                .orElseThrow(() -> new DeploymentException(keeper.name() + " needs another keeper in another box"));
    }

    private Node redisBeside(Node other) {
        return around.topology().nodesIn(other.box()).stream()
                .filter(Node::isRedis)
                .findFirst()
                .orElseThrow(() -> new DeploymentException(other.name() + " should stand beside a Redis in its box"));
    }
}
