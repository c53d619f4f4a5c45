package io.splitproof.deployment;

import com.github.dockerjava.api.model.Capability;
import io.splitproof.topology.VirtualIp;
import java.util.HashMap;
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
record Keepalived(Keeping keeping) {
    private static final String FILE = "/etc/keepalived/keepalived.conf";

    Part part() {
        var files = new HashMap<>(keeping.commands());
        files.put(FILE, configuration());
        files.put(Keeping.DIRECTORY + "check.sh", "#!/bin/sh\n" + keeping.asking("ping", "PONG") + "\n");
        files.put(Keeping.DIRECTORY + "primary.sh", following("primary"));
        files.put(Keeping.DIRECTORY + "replica.sh", following("replica"));
        // A pid file that outlives a kill would keep it from starting again.
        var needs = new Needs(Set.of(Capability.NET_ADMIN), Map.of("/run", "rw"), Map.of(), 0);
        return new Part(List.of("keepalived", "-n", "-l", "-D", "-f", FILE), files, needs);
    }

    private String configuration() {
        boolean first = keeping.keeper().box().equals(keeping.holder());
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
                        Keeping.DIRECTORY,
                        setting("interval", "1"),
                        setting("fall", "2"),
                        VirtualIp.NAME,
                        setting("preempt", "no").equals("yes") ? "" : "nopreempt",
                        setting("priority", first ? "150" : "100"),
                        setting("advert-int", "1"),
                        keeping.ip(keeping.keeper().box()),
                        keeping.ip(keeping.there().box()),
                        keeping.virtualIp(),
                        keeping.around().prefix());
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
                """.formatted(role, keeping.asking(role, "OK"));
    }

    private String setting(String name, String otherwise) {
        return keeping.keeper().setting(name).orElse(otherwise);
    }
}
