package io.splitproof.deployment;

import com.github.dockerjava.api.model.Capability;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Drops packets where a box receives them: nftables, from a container in the box's namespace that may do nothing else.
 *
 * <p>Rules stand at the ingress of the box's interface, before all else that the kernel does with a packet, and name
 * other boxes by their link-layer addresses: so everything is dropped that a box sends, from whichever of its IP
 * addresses, ARP and VRRP included, and nothing else, such as what comes from the harness by the bridge. A drop where a
 * packet is sent would be no silence: the sender is told EPERM.
 */
final class PacketFilter {
    /** It also prints every change of its box's addresses: its log says when a virtual IP came and went. */
    private static final List<String> COMMAND =
            List.of("sh", "-c", "ip -o -4 monitor address & ip -o -4 address show dev eth0; wait");

    /** Real time. A change of rules takes 0.1 s. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static final String DONE = "the rules are in force";
    private static final Pattern COUNTED = Pattern.compile("counter packets (\\d+) bytes \\d+ drop comment \"(\\S+)\"");

    private final Containers containers;
    private final String container;
    private final Map<String, String> macs;

    /** @param macs link-layer addresses of all boxes, by name */
    PacketFilter(Containers containers, String container, Map<String, String> macs) {
        this.containers = containers;
        this.container = container;
        this.macs = macs;
    }

    /** The container of one, which shares a box's namespace and may change its network, and nothing else. */
    static Containers.Wanted of(String box, String keeper, String image) {
        return wanted(box + "-filter", null, keeper, image, COMMAND);
    }

    private static Containers.Wanted wanted(
            String name, @Nullable String network, @Nullable String keeper, String image, List<String> command) {
        return new Containers.Wanted(
                name,
                image,
                command,
                network,
                List.of(),
                keeper,
                List.of(),
                Map.of(),
                null,
                false,
                Map.of(),
                Needs.only(Capability.NET_ADMIN));
    }

    /**
     * Tries in a namespace of its own whether this engine and this kernel can drop packets, before anything else runs.
     *
     * @throws DeploymentException with what they said if they cannot
     */
    static void require(Containers containers, String image) {
        String said;
        try {
            String id = containers.start(wanted("filter-trial", "none", null, image, List.of("sleep", "60")));
            try {
                said = containers.exec(
                        id, LIMIT, "sh", "-c", script("trial", "lo", Map.of("box", "02:00:00:00:00:01")));
            } finally {
                containers.remove(id);
            }
        } catch (RuntimeException e) {
            said = String.valueOf(e.getMessage());
        }
        if (!said.contains(DONE)) {
            throw new DeploymentException("this scenario needs a container with NET_ADMIN and a kernel with nftables at"
                    + " ingress (CONFIG_NF_TABLES_NETDEV), to drop packets or silence a host, but a trial ended with: "
                    + said.strip() + ". Allow both, or use another physics, such as blackhole, where no address moves");
        }
    }

    /** Drops all that those boxes send, until {@link #pass}; again with the same id, nothing is counted twice. */
    void drop(String id, Collection<String> from) {
        var senders = new LinkedHashMap<String, String>();
        from.forEach(box -> senders.put(box, mac(box)));
        String said = containers.exec(container, LIMIT, "sh", "-c", script(id, "eth0", senders));
        if (!said.contains(DONE)) {
            throw new DeploymentException("nft should have taken the rules of " + id + ", but said: " + said.strip());
        }
    }

    private String mac(String box) {
        String mac = macs.get(box);
        if (mac == null) {
            throw new DeploymentException(
                    "there is no box \"" + box + "\" to drop packets of; there are " + macs.keySet());
        }
        return mac;
    }

    /** One transaction: all rules of an id, instead of those that it had. */
    private static String script(String id, String device, Map<String, String> senders) {
        String table = table(id);
        var script = new StringBuilder("nft -f - <<'RULES' && echo '" + DONE + "'\n");
        script.append(table).append("\ndelete ").append(table).append('\n').append(table);
        script.append(" {\n chain ingress {\n  type filter hook ingress device \"")
                .append(device);
        script.append("\" priority -500; policy accept;\n");
        senders.forEach((box, mac) -> script.append("  ether saddr ")
                .append(mac)
                .append(" counter drop comment \"")
                .append(box)
                .append("\"\n"));
        return script.append(" }\n}\nRULES\n").toString();
    }

    private static String table(String id) {
        return "table netdev splitproof_" + id;
    }

    /** How many packets were dropped since, by the box that sent them. */
    Map<String, Long> dropped(String id) {
        return counted(containers.exec(container, LIMIT, "sh", "-c", "nft list " + table(id)));
    }

    /** Lets everything pass again, and says what was dropped until then. */
    Map<String, Long> pass(String id) {
        String table = table(id);
        String said = containers.exec(
                container,
                LIMIT,
                "sh",
                "-c",
                "nft list " + table + "; nft delete " + table + " && echo '" + DONE + "'");
        if (!said.contains(DONE)) {
            throw new DeploymentException("nft should have removed the rules of " + id + ", but said: " + said.strip());
        }
        return counted(said);
    }

    static Map<String, Long> counted(String listing) {
        var counts = new LinkedHashMap<String, Long>();
        var lines = COUNTED.matcher(listing);
        while (lines.find()) {
            counts.put(lines.group(2), Long.valueOf(lines.group(1)));
        }
        return counts;
    }

    String container() {
        return container;
    }
}
