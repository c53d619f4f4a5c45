package io.splitproof.report;

import java.util.stream.Collectors;

/** Text that stands in Markdown as it is: nothing in it is a mark, HTML, a mention or a link. */
final class MarkdownText {
    private static final String MARKS = "\\`*_{}[]<>|#@~&!:";

    private MarkdownText() {}

    /** The text on one line; what is longer than so many characters is cut. */
    static String of(String text, int most) {
        String line = text.replaceAll("\\s+", " ").strip();
        return of(line.length() > most ? line.substring(0, most - 1).stripTrailing() + "…" : line);
    }

    /** The text on one line. */
    static String of(String text) {
        return text.replaceAll("\\s+", " ")
                .codePoints()
                .mapToObj(c -> MARKS.indexOf(c) >= 0 ? "&#" + c + ";" : Character.toString(c))
                .collect(Collectors.joining());
    }
}
