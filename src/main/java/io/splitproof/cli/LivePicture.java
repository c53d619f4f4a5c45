package io.splitproof.cli;

import io.splitproof.checker.Words;
import io.splitproof.topology.Box;
import io.splitproof.topology.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/**
 * The topology as a small picture under the events: a row for each box, with what is in it and which of its links are
 * cut. Marks differ in shape, and colours only repeat what they say.
 */
final class LivePicture {
    /** Below it there is no room for the links. */
    private static final int WITH_LINKS = 64;
    /** So many lines tell of faults, also where there are none. */
    private static final int FAULTS = 2;
    /** A client without a success for so long is worth a word. */
    private static final long TELLABLE_NANOS = 1_000_000_000L;

    private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
    private static final AttributedStyle GOOD =
            PLAIN.foreground(AttributedStyle.CYAN).bold();
    private static final AttributedStyle BAD =
            PLAIN.foreground(AttributedStyle.RED).bold();
    private static final AttributedStyle ODD = PLAIN.foreground(AttributedStyle.YELLOW);
    private static final AttributedStyle QUIET = PLAIN.faint();

    private final LiveState state;
    private final int width;
    private final boolean unicode;

    /** @param unicode false where the terminal shows ASCII alone */
    LivePicture(LiveState state, int width, boolean unicode) {
        this.state = state;
        this.width = width;
        this.unicode = unicode;
    }

    /**
     * At most so many lines, none wider than the terminal. One line where there is no room for a picture. How many they
     * are depends on the topology and the room alone: a picture that grows under events leaves remains of itself.
     *
     * @param most 1 or more
     */
    List<AttributedString> lines(long atNanos, List<Counters.Row> clients, int most) {
        List<Box> boxes = state.topology().boxes();
        int rows = most - 1 - FAULTS;
        if (rows < 2 || boxes.isEmpty() || width < 30) {
            return List.of(cut(head(atNanos).append(Counters.line(clients))));
        }
        var lines = new ArrayList<AttributedString>();
        lines.add(cut(head(atNanos)));
        lines.addAll(faults(atNanos));
        List<Box> shown = boxes.size() <= rows ? boxes : worthSeeing(boxes, clients, rows - 1);
        for (Box box : shown) {
            lines.add(row(box, clients));
        }
        if (shown.size() < boxes.size()) {
            lines.add(cut(styled(
                    "   and "
                            + Words.count(boxes.size() - shown.size(), "other box")
                                    .replace("boxs", "boxes"),
                    QUIET)));
        }
        return lines;
    }

    private AttributedStringBuilder head(long atNanos) {
        return new AttributedStringBuilder()
                .styled(PLAIN.bold(), String.format(Locale.ROOT, "%8.3f s", atNanos / 1e9))
                .append("  " + state.phase() + "  ");
    }

    private List<AttributedString> faults(long atNanos) {
        if (state.faults().isEmpty()) {
            return List.of(cut(styled("   nothing is broken", QUIET)), AttributedString.EMPTY);
        }
        var lines = new ArrayList<AttributedString>();
        List<LiveState.Held> faults = state.faults();
        int told = faults.size() > FAULTS ? FAULTS - 1 : faults.size();
        for (LiveState.Held held : faults.subList(0, told)) {
            double since = (atNanos - held.started.atNanos()) / 1e9;
            lines.add(cut(new AttributedStringBuilder()
                    .append("   ")
                    .styled(BAD, held.started.fault() + " " + held.started.description())
                    .append(String.format(Locale.ROOT, "  %s, for %.1f s", held.state, Math.max(0, since)))));
        }
        if (told < faults.size()) {
            lines.add(cut(styled("   and " + others(faults.subList(told, faults.size())), BAD)));
        } else if (told < FAULTS) {
            lines.add(AttributedString.EMPTY);
        }
        return lines;
    }

    /** Each by its id and what it does, as far as there is room. */
    private static String others(List<LiveState.Held> faults) {
        return faults.stream()
                .map(f -> f.started.fault() + " " + f.started.description())
                .collect(Collectors.joining("; "));
    }

    /** Where there is no room for all: boxes with clients, with a primary, or with something odd. */
    private List<Box> worthSeeing(List<Box> boxes, List<Counters.Row> clients, int most) {
        List<Box> seen = boxes.stream().filter(b -> weight(b, clients) > 0).toList();
        List<Box> all = new ArrayList<>(seen);
        boxes.stream().filter(b -> !seen.contains(b)).forEach(all::add);
        List<Box> chosen = all.subList(0, Math.min(most, all.size()));
        return boxes.stream().filter(chosen::contains).toList();
    }

    private int weight(Box box, List<Counters.Row> clients) {
        boolean odd = state.topology().nodesIn(box.name()).stream()
                .anyMatch(n -> state.role(n) == LiveState.Role.PRIMARY
                        || state.role(n) == LiveState.Role.GONE
                        || !state.remark(n).isEmpty());
        return odd || client(box, clients) != null ? 1 : 0;
    }

    private AttributedString row(Box box, List<Counters.Row> clients) {
        var row = new AttributedStringBuilder().append("   ").append(String.format(Locale.ROOT, "%-9s ", box.name()));
        if (width >= WITH_LINKS) {
            links(box, row);
        }
        for (Node node : state.topology().nodesIn(box.name())) {
            node(node, row);
        }
        Counters.Row client = client(box, clients);
        if (client != null) {
            client(client, row);
        }
        return cut(row);
    }

    private static Counters.@Nullable Row client(Box box, List<Counters.Row> clients) {
        return clients.stream()
                .filter(c -> c.client().equals(box.name()))
                .findFirst()
                .orElse(null);
    }

    /** One mark for each other box: whether bytes pass from this row's box to that one, in the order of the rows. */
    private void links(Box from, AttributedStringBuilder row) {
        List<Box> boxes = state.topology().boxes();
        if (boxes.size() > 12) {
            long cut = boxes.stream()
                    .filter(to -> state.on(from.name(), to.name()) != null)
                    .count();
            row.styled(cut == 0 ? QUIET : BAD, String.format(Locale.ROOT, "%2d cut  ", cut));
            return;
        }
        for (Box to : boxes) {
            LiveState.Held held = state.on(from.name(), to.name());
            if (from.equals(to)) {
                row.styled(QUIET, unicode ? "╲" : "\\");
            } else if (held == null) {
                row.styled(QUIET, unicode ? "·" : ".");
            } else {
                row.styled(held.slow ? ODD : BAD, held.slow ? "~" : unicode ? "✕" : "x");
            }
        }
        row.append("  ");
    }

    private void node(Node node, AttributedStringBuilder row) {
        LiveState.Role role = state.role(node);
        String remark = state.remark(node);
        switch (role) {
            case PRIMARY -> row.styled(GOOD, (unicode ? "● " : "* ") + node.name() + " primary");
            case REPLICA -> row.append((unicode ? "○ " : "o ") + node.name() + " replica");
            case GONE -> row.styled(BAD, (unicode ? "✕ " : "x ") + node.name() + " unreachable");
            case OTHER -> row.styled(QUIET, node.name());
            case UNKNOWN -> row.styled(QUIET, "? " + node.name());
        }
        if (!remark.isEmpty()) {
            row.append(" ").styled(ODD, remark);
        }
        row.append("  ");
    }

    private void client(Counters.Row client, AttributedStringBuilder row) {
        row.append(unicode ? "→ " : "> ").append(String.format(Locale.ROOT, "%s %.0f/s", client.node(), client.rate()));
        if (client.sinceOkNanos() >= TELLABLE_NANOS) {
            row.append("  ")
                    .styled(BAD, String.format(Locale.ROOT, "no success for %.1f s", client.sinceOkNanos() / 1e9));
        }
        row.styled(
                QUIET,
                String.format(Locale.ROOT, "  ok %,d  fail %,d  info %,d", client.ok(), client.fail(), client.info()));
    }

    private static AttributedStringBuilder styled(String text, AttributedStyle style) {
        return new AttributedStringBuilder().styled(style, text);
    }

    private AttributedString cut(AttributedStringBuilder line) {
        return line.toAttributedString().columnSubSequence(0, Math.max(1, width - 1));
    }
}
