package io.splitproof.deployment;

import com.github.dockerjava.api.model.Capability;
import io.splitproof.topology.Node;
import io.splitproof.topology.Topology;
import io.splitproof.topology.VirtualIp;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * keepalived beside a Redis: VRRP says which of two boxes has the virtual IP, and scripts let replication follow it, as
 * people write them: the box that gets the address promotes its Redis, the other one's replicates from it.
 *
 * <p>Its check asks the Redis beside it, once a second. Settings of a scenario: {@code advert-int}, {@code priority},
 * {@code preempt} (yes takes the address back from a lower priority), {@code fall} and {@code interval} of the check.
 */
final class Keepalived {
    private static final String DIRECTORY = "/etc/keepalived/";

    private final Node keeper;
    private final Surroundings around;

    Keepalived(Node keeper, Surroundings around) {
        this.keeper = keeper;
        this.around = around;
    }

    Part part() {
        String address = there().address().host() + " " + there().address().port();
        return new Part(
                List.of("keepalived", "-n", "-l", "-D", "-f", DIRECTORY + "keepalived.conf"),
                Map.of(
                        DIRECTORY + "keepalived.conf", configuration(),
                        DIRECTORY + "check.sh", "#!/bin/sh\n" + asking("ping", "PONG") + "\n",
                        DIRECTORY + "primary.sh", following("primary"),
                        DIRECTORY + "replica.sh", following("replica"),
                        DIRECTORY + "ping", commands("PING"),
                        DIRECTORY + "primary", commands("REPLICAOF NO ONE"),
                        DIRECTORY + "replica", commands("REPLICAOF " + address)),
                // A pid file that outlives a kill would keep it from starting again.
                new Needs(Set.of(Capability.NET_ADMIN), Map.of("/run", "rw"), Map.of(), 0));
    }

    private String configuration() {
        boolean first = keeper.box().equals(holder());
        return """
                global_defs {
                  script_user root
                  enable_script_security
                }
                vrrp_script redis {
                  script "%1$scheck.sh"
                  interval %2$s
                  fall %3$s
                  rise 2
                }
                vrrp_instance %4$s {
                  state BACKUP
                  %5$s
                  interface eth0
                  virtual_router_id 51
                  priority %6$s
                  advert_int %7$s
                  unicast_src_ip %8$s
                  unicast_peer {
                    %9$s
                  }
                  virtual_ipaddress {
                    %10$s/%11$d dev eth0
                  }
                  track_script {
                    redis
                  }
                  notify_master "%1$sprimary.sh"
                  notify_backup "%1$sreplica.sh"
                }
                """.formatted(
                        DIRECTORY,
                        setting("interval", "1"),
                        setting("fall", "2"),
                        VirtualIp.NAME,
                        setting("preempt", "no").equals("yes") ? "" : "nopreempt",
                        setting("priority", first ? "150" : "100"),
                        setting("advert-int", "1"),
                        ip(keeper.box()),
                        ip(there().box()),
                        String.valueOf(around.virtualIp()),
                        around.prefix());
    }

    private String holder() {
        VirtualIp ip = topology().virtualIp();
        if (ip == null) {
            throw new DeploymentException(keeper.name() + " has no virtual IP to keep: name one under topology");
        }
        return ip.holder();
    }

    /**
     * Tells Redis its role until it takes it, since it may be starting; but only as long as no other role was wanted
     * meanwhile, since keepalived does not wait for the end of a script.
     */
    private String following(String role) {
        return """
                #!/bin/sh
                echo %1$s >/run/role
                for _ in $(seq 50); do
                  [ "$(cat /run/role)" = %1$s ] || exit 0
                  %2$s && exit 0
                  sleep 0.2
                done
                """.formatted(role, asking(role, "OK"));
    }

    /** What the command line reads; the password is in this file alone. */
    private String commands(String command) {
        return "AUTH " + around.secret().reveal() + "\n" + command + "\n";
    }

    private String asking(String file, String answer) {
        Node here = here();
        return "timeout 1 redis-cli -h " + here.address().host() + " -p "
                + here.address().port() + " <" + DIRECTORY + file + " | tail -n 1 | grep -q '^" + answer + "'";
    }

    private Topology topology() {
        return around.topology();
    }

    private Node here() {
        return topology().nodesIn(keeper.box()).stream()
                .filter(Node::isRedis)
                .findFirst()
                .orElseThrow(() -> new DeploymentException(keeper.name() + " should stand beside a Redis in its box"));
    }

    private Node there() {
        return topology().redisNodes().stream()
                .filter(n -> !n.box().equals(keeper.box()))
                .findFirst()
                .orElseThrow(() -> new DeploymentException(keeper.name() + " needs a Redis in another box"));
    }

    private String ip(String box) {
        String ip = around.boxIps().get(box);
        if (ip == null) {
            throw new DeploymentException("the address of " + box + " is not known yet to " + keeper.name());
        }
        return ip;
    }

    private String setting(String name, String otherwise) {
        return keeper.setting(name).orElse(otherwise);
    }
}
