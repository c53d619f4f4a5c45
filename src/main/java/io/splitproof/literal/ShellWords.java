package io.splitproof.literal;

import java.util.ArrayList;
import java.util.List;

/** A command line as a shell splits it: spaces, both quotes, backslashes. It expands nothing. */
public final class ShellWords {
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;

    private ShellWords() {}

    /** The words of a line; a backslash before a line's end joins two lines. */
    public static List<String> split(String line) {
        var split = new ShellWords();
        split.read(line.replace("\\\n", " "));
        return List.copyOf(split.words);
    }

    private void read(String line) {
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
                append(c, quote != 0);
            } else if (c == '\'' || c == '"') {
                quote = c;
                inWord = true;
            } else if (c == '\\' && i + 1 < line.length()) {
                append(line.charAt(++i), true);
            } else if (Character.isWhitespace(c)) {
                end();
            } else {
                append(c, true);
            }
        }
        end();
    }

    private void append(char c, boolean isText) {
        inWord = true;
        if (isText) {
            word.append(c);
        }
    }

    private void end() {
        if (inWord) {
            words.add(word.toString());
        }
        word.setLength(0);
        inWord = false;
    }
}
