package io.splitproof.deployment;

import io.splitproof.topology.Node;
import io.splitproof.topology.Topology;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * HAProxy in front of Redis: writes go to the node whose role is master, reads in turn to replicas whose link is up.
 *
 * <p>It asks each node for {@code INFO replication} as a Redis user who may do nothing else, over the proxies of its own
 * box, so that a fault can cut it off from a node as it can cut off anybody else. INFO and QUIT are sent at once: a node
 * whose role is another ends the connection, and HAProxy knows at once; without QUIT it would wait for more until its
 * own limit (measured with 2.6.12: 1 s, in which a demoted primary goes on getting writes).
 */
final class Haproxy {
    /** The Redis user of its checks. */
    static final String USER = "haproxy";

    private static final String FILE = "/etc/haproxy/haproxy.cfg";

    private final Node balancer;
    private final Topology topology;
    private final String boxIp;
    private final Secret secret;

    Haproxy(Node balancer, Topology topology, String boxIp, Secret secret) {
        this.balancer = balancer;
        this.topology = topology;
        this.boxIp = boxIp;
        this.secret = secret;
    }

    static Haproxy of(Node balancer, Surroundings around) {
        String ip = around.boxIps().get(balancer.box());
        if (ip == null) {
            throw new DeploymentException(balancer.name() + " should start once the address of " + balancer.box()
                    + " is known, but only these are: " + around.boxIps());
        }
        return new Haproxy(balancer, around.topology(), ip, around.secret());
    }

    Part part() {
        return new Part(List.of("haproxy", "-db", "-f", FILE), Map.of(FILE, file()), Needs.NOTHING);
    }

    /** The directive by which a Redis node lets it look, empty where the topology has no balancer. */
    static String user(Topology topology, Secret secret) {
        return topology.balancers().isEmpty()
                ? ""
                : USER + " on >" + secret.of(USER).reveal() + " resetkeys -@all +info";
    }

    /** It starts with every server up, until its first checks have failed. */
    String file() {
        return """
                global
                    log stdout format raw local0 info
                    stats socket ipv4@%1$s:%2$d level user
                defaults
                    mode tcp
                    log global
                    timeout connect %3$s
                    timeout check %4$s
                    timeout client 1h
                    timeout server 1h
                    default-server inter %5$s fall %6$s rise %7$s on-marked-down shutdown-sessions
                """.formatted(
                                boxIp,
                                balancer.statisticsPort(),
                                setting("timeout-connect", "1s"),
                                setting("timeout-check", "1s"),
                                setting("inter", "1s"),
                                setting("fall", "2"),
                                setting("rise", "1"))
                + listener("writes", balancer.address().port(), "expect string role:master")
                + listener("reads", balancer.readPort(), "expect rstring role:slave[\\s\\S]*master_link_status:up");
    }

    private String listener(String name, int port, String expectation) {
        return """
                listen %1$s
                    bind %2$s:%3$d
                    bind %4$s:%3$d
                    balance roundrobin
                    option tcp-check
                    tcp-check connect
                    tcp-check send "AUTH %5$s %6$s\\r\\n"
                    tcp-check expect string +OK
                    tcp-check send "INFO replication\\r\\nQUIT\\r\\n"
                    tcp-check %7$s
                """.formatted(
                                name,
                                balancer.address().host(),
                                port,
                                boxIp,
                                USER,
                                secret.of(USER).reveal(),
                                expectation)
                + topology.redisNodes().stream()
                        .map(n -> "    server " + n.name() + " " + n.address() + " check\n")
                        .collect(Collectors.joining());
    }

    private String setting(String name, String otherwise) {
        return balancer.setting(name).orElse(otherwise);
    }
}
