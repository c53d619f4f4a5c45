package io.splitproof.probe;

import io.splitproof.topology.Address;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One line of CLUSTER NODES, without the times of pings.
 *
 * @param address empty of a node whose address is not known
 * @param primaryId null for a primary
 * @param slots ranges with spaces between them, without those under way to or from another node
 */
record ClusterLine(
        String id,
        Optional<Address> address,
        List<String> flags,
        @Nullable String primaryId,
        long configEpoch,
        String link,
        String slots,
        boolean migrates) {
    /** {@code <id> <ip:port@bus,name> <flags> <primary> <ping> <pong> <epoch> <link> <slot> ...}. */
    private static final int FIELDS = 8;

    private static final Pattern AFTER_ADDRESS = Pattern.compile("[@,]");

    /** Reads the lines of a reply; throws IllegalArgumentException if one of them is something else. */
    static List<ClusterLine> parse(String reply) {
        return reply.lines().filter(l -> !l.isBlank()).map(ClusterLine::line).toList();
    }

    private static ClusterLine line(String line) {
        List<String> words = List.of(line.split(" "));
        if (words.size() < FIELDS) {
            throw new IllegalArgumentException("expected a line of CLUSTER NODES, but found \"" + line + "\"");
        }
        List<String> slots = words.subList(FIELDS, words.size());
        return new ClusterLine(
                words.get(0),
                address(words.get(1)),
                Arrays.asList(words.get(2).split(",")),
                words.get(3).equals("-") ? null : words.get(3),
                Long.parseLong(words.get(6)),
                words.get(7),
                slots.stream().filter(s -> !s.startsWith("[")).collect(Collectors.joining(" ")),
                slots.stream().anyMatch(s -> s.startsWith("[")));
    }

    private static Optional<Address> address(String word) {
        String address = AFTER_ADDRESS.split(word, 2)[0];
        return address.startsWith(":") || address.endsWith(":0")
                ? Optional.empty()
                : Optional.of(Address.parse(address));
    }

    boolean is(String flag) {
        return flags.contains(flag);
    }

    /** How many slots it serves. */
    int slotCount() {
        return Arrays.stream(slots.split(" "))
                .filter(range -> !range.isEmpty())
                .mapToInt(range -> {
                    String[] ends = range.split("-", 2);
                    return Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]) + 1;
                })
                .sum();
    }
}
