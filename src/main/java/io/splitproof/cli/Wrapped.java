package io.splitproof.cli;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/** A line that is too long for the terminal, broken at spaces; a terminal by itself breaks within words. */
final class Wrapped {
    /** Events begin with their time, and go on below their words. */
    private static final String CLOCK = "^ *[0-9]+\\.[0-9]{3}  ";

    private Wrapped() {}

    /** @param width how many columns there are */
    static List<AttributedString> lines(AttributedString text, int width) {
        var lines = new ArrayList<AttributedString>();
        for (AttributedString line : text.columnSplitLength(Integer.MAX_VALUE)) {
            wrap(line, width, lines);
        }
        return lines;
    }

    private static void wrap(AttributedString line, int width, List<AttributedString> lines) {
        String indent = " ".repeat(Math.min(indent(line.toString()), width / 2));
        AttributedString rest = line;
        while (rest.columnLength() > width) {
            String room = rest.columnSubSequence(0, width + 1).toString();
            int cut = room.lastIndexOf(' ');
            if (cut <= indent.length()) {
                // One word that is longer than a line is the terminal's to break.
                break;
            }
            lines.add(rest.subSequence(0, cut));
            rest = new AttributedStringBuilder()
                    .append(indent)
                    .append(rest.subSequence(cut + 1, rest.length()))
                    .toAttributedString();
        }
        lines.add(rest);
    }

    private static int indent(String line) {
        int clock = line.length() - line.replaceFirst(CLOCK, "").length();
        return clock > 0 ? clock : line.length() - line.stripLeading().length();
    }
}
