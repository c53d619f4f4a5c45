package io.splitproof.deployment;

import com.github.dockerjava.api.model.Capability;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Pacemaker on corosync beside a Redis: two members without fencing, and one group of resources, the virtual IP and then
 * the role of the Redis beside it, as Heartbeat's haresources had an address and a script.
 *
 * <p>The script is a small resource agent of ours: the agent of the distribution starts and stops a Redis itself, which
 * here is a node of its own. Its start promotes, its stop lets the Redis replicate from the other one.
 */
record Pacemaker(Keeping keeping) {
    private static final long SHARED_MEMORY = 512L << 20;
    private static final String COROSYNC = "/etc/corosync/corosync.conf";

    Part part() {
        var files = new HashMap<>(keeping.commands());
        files.put(COROSYNC, corosync());
        files.put(Keeping.DIRECTORY + "cib.xml", resources());
        files.put(Keeping.DIRECTORY + "role", agent());
        files.put(Keeping.DIRECTORY + "start.sh", START);
        var needs = new Needs(
                Set.of(Capability.NET_ADMIN, Capability.NET_RAW, Capability.IPC_LOCK),
                Map.of("/run", "rw"),
                Map.of(),
                SHARED_MEMORY);
        return new Part(List.of("sh", Keeping.DIRECTORY + "start.sh"), files, needs);
    }

    /** What a member knows stays on its disk; the first start alone brings the configuration. */
    private static final String START = """
            #!/bin/sh
            cib=/var/lib/pacemaker/cib/cib.xml
            [ -e $cib ] || install -o hacluster -g haclient -m 600 %1$scib.xml $cib
            install -D -m 755 %1$srole /usr/lib/ocf/resource.d/splitproof/role
            install -d -o hacluster -g haclient -m 750 /run/crm
            mkdir -p /run/lock /run/resource-agents
            corosync
            export PCMK_logfile=none PCMK_stderr=1 PCMK_logpriority=notice
            exec pacemakerd
            """.formatted(Keeping.DIRECTORY);

    /** {@code two_node} keeps quorum with one member, without waiting for the other at the start. */
    private String corosync() {
        List<String> boxes = keeping.around().topology().parts().stream()
                .map(p -> p.box())
                .distinct()
                .sorted()
                .toList();
        return """
                totem {
                  version: 2
                  cluster_name: splitproof
                  transport: knet
                  crypto_cipher: none
                  crypto_hash: none
                  token: 1000
                }
                nodelist {
                %s}
                quorum {
                  provider: corosync_votequorum
                  two_node: 1
                  wait_for_all: 0
                }
                system {
                  sched_rr: no
                  move_to_root_cgroup: no
                }
                logging {
                  to_stderr: yes
                  to_logfile: no
                  to_syslog: no
                }
                """.formatted(boxes.stream()
                .map(box -> "  node {\n    ring0_addr: " + keeping.ip(box) + "\n    name: " + box + "\n    nodeid: "
                        + (boxes.indexOf(box) + 1) + "\n  }\n")
                .collect(Collectors.joining()));
    }

    /** A member that starts alone elects itself after {@code dc-deadtime}, which is 20 s by default. */
    private String resources() {
        return """
                <cib crm_feature_set="3.1.0" validate-with="pacemaker-3.0" epoch="1" num_updates="0" admin_epoch="1">
                <configuration>
                <crm_config><cluster_property_set id="options">
                <nvpair id="o1" name="stonith-enabled" value="false"/>
                <nvpair id="o2" name="no-quorum-policy" value="ignore"/>
                <nvpair id="o3" name="dc-deadtime" value="1s"/>
                </cluster_property_set></crm_config>
                <nodes/>
                <resources><group id="service">
                <primitive id="vip" class="ocf" provider="heartbeat" type="IPaddr2">
                <instance_attributes id="a"><nvpair id="a1" name="ip" value="%s"/>
                <nvpair id="a2" name="cidr_netmask" value="%d"/><nvpair id="a3" name="nic" value="eth0"/>
                </instance_attributes>
                <operations><op id="vip-monitor" name="monitor" interval="2s" timeout="5s"/></operations>
                </primitive>
                <primitive id="role" class="ocf" provider="splitproof" type="role">
                <meta_attributes id="m"><nvpair id="m1" name="migration-threshold" value="1"/></meta_attributes>
                <operations><op id="role-monitor" name="monitor" interval="1s" timeout="3s"/></operations>
                </primitive>
                </group></resources>
                <constraints><rsc_location id="first" rsc="service" node="%s" score="10"/></constraints>
                <rsc_defaults><meta_attributes id="d"><nvpair id="d1" name="resource-stickiness" value="100"/>
                </meta_attributes></rsc_defaults>
                </configuration>
                <status/>
                </cib>
                """.formatted(keeping.virtualIp(), keeping.around().prefix(), keeping.holder());
    }

    /**
     * Where it does not run, the Redis replicates: a probe at a member's start says so too. A Redis that does not answer
     * cannot be told, and counts as stopped.
     */
    private String agent() {
        return """
                #!/bin/sh
                state=/run/splitproof-role
                ping() { %1$s; }
                primary() { %2$s; }
                replica() { %3$s; }
                case $1 in
                meta-data)
                    cat <<'XML'
                <?xml version="1.0"?>
                <resource-agent name="role" version="1.0">
                <version>1.0</version>
                <longdesc lang="en">The role of the Redis beside it</longdesc>
                <shortdesc lang="en">role of a Redis</shortdesc>
                <parameters/>
                <actions>
                <action name="start" timeout="10s"/>
                <action name="stop" timeout="10s"/>
                <action name="monitor" timeout="3s" interval="1s"/>
                <action name="meta-data" timeout="5s"/>
                </actions>
                </resource-agent>
                XML
                    ;;
                start)
                    touch $state
                    for _ in 1 2 3 4 5 6 7 8 9 10; do primary && exit 0; sleep 0.3; done
                    exit 1
                    ;;
                stop)
                    rm -f $state
                    replica
                    exit 0
                    ;;
                monitor)
                    [ -e $state ] || { replica; exit 7; }
                    ping || exit 1
                    ;;
                *) exit 3 ;;
                esac
                """.formatted(
                keeping.asking("ping", "PONG"), keeping.asking("primary", "OK"), keeping.asking("replica", "OK"));
    }
}
