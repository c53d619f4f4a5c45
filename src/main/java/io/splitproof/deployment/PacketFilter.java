package io.splitproof.deployment;

import com.github.dockerjava.api.model.Capability;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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

    private static final String DONE = "the rules were changed at";
    private static final String SAYS_SO = " && echo '" + DONE + "' $(date +%s%N)\n";
    private static final Pattern DONE_AT = Pattern.compile(DONE + " (\\d+)");
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

    /**
     * What a change of rules has done.
     *
     * @param at when it was done, by the clock of the engine's machine
     * @param dropped packets that had been dropped under the id until then, by the box that sent them
     */
    record Changed(Instant at, Map<String, Long> dropped) {}

    /**
     * Drops all that those boxes send, until {@link #pass}.
     *
     * @param from in place of those that were dropped under this id before
     * @param at not before: several boxes that are told early enough change together
     */
    Changed drop(String id, Collection<String> from, Instant at) {
        var senders = new LinkedHashMap<String, String>();
        from.forEach(box -> senders.put(box, mac(box)));
        return changed(id, containers.exec(container, LIMIT, "sh", "-c", until(at) + script(id, "eth0", senders)));
    }

    /** Lets everything pass again, not before that instant. */
    Changed pass(String id, Instant at) {
        String table = table(id);
        String script = until(at) + "nft list " + table + "; nft delete " + table + SAYS_SO;
        return changed(id, containers.exec(container, LIMIT, "sh", "-c", script));
    }

    private static Changed changed(String id, String said) {
        var done = DONE_AT.matcher(said);
        if (!done.find()) {
            throw new DeploymentException("nft should have changed the rules of " + id + ", but said: " + said.strip());
        }
        return new Changed(Instant.ofEpochSecond(0, Long.parseLong(done.group(1))), counted(said));
    }

    private static String until(Instant at) {
        long nanos = at.getEpochSecond() * 1_000_000_000 + at.getNano();
        return "left=$(( (" + nanos + " - $(date +%s%N)) / 1000000 ))\n"
                + "[ $left -le 0 ] || sleep $(printf %d.%03d $((left / 1000)) $((left % 1000)))\n";
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
        var script = new StringBuilder("nft -f - <<'RULES'" + SAYS_SO);
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

    static Map<String, Long> counted(String listing) {
        var counts = new LinkedHashMap<String, Long>();
        var lines = COUNTED.matcher(listing);
        while (lines.find()) {
            counts.put(lines.group(2), Long.valueOf(lines.group(1)));
        }
        return counts;
    }

    /**
     * Tells whether its box has an address, from now on, whenever the kernel announces that it has or has lost it.
     *
     * @return what ends the telling
     */
    AutoCloseable follow(String address, Consumer<Boolean> onChange) {
        return containers.follow(container, line -> held(line, address).ifPresent(onChange));
    }

    /** What one line of {@code ip -o address} or {@code ip -o monitor} says of an address; empty of any other. */
    static Optional<Boolean> held(String line, String address) {
        return line.contains(" inet " + address + "/") ? Optional.of(!line.startsWith("Deleted ")) : Optional.empty();
    }

    /** True if its box has an address now. */
    boolean has(String address) {
        return containers
                .exec(container, LIMIT, "sh", "-c", "ip -o -4 address show dev eth0")
                .lines()
                .anyMatch(line -> held(line, address).orElse(false));
    }

    /** Takes an address from its box if it has it: what a host does by losing its power. */
    void forget(String address, int prefix) {
        containers.exec(
                container,
                LIMIT,
                "sh",
                "-c",
                "ip address delete " + address + "/" + prefix + " dev eth0 2>/dev/null || true");
    }

    String container() {
        return container;
    }
}
