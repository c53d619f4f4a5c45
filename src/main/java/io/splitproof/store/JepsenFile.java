package io.splitproof.store;

import io.splitproof.history.History;
import io.splitproof.history.Range;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes a history for Jepsen's checkers: maps of EDN as its own history.edn has them, or the same as JSON. */
public final class JepsenFile {
    /** How it is written. */
    public enum Format {
        /** A map a line. */
        EDN,
        /** An array with an operation a line. */
        JSON
    }

    private final Writer out;
    private final Format format;
    private final StringBuilder line = new StringBuilder();
    private long index;

    private JepsenFile(Writer out, Format format) {
        this.out = out;
        this.format = format;
    }

    /**
     * Writes every operation.
     *
     * @return how many lines of operations: two for each that ended, one for each that did not
     */
    public static long write(History history, Format format, Writer out) throws IOException {
        var file = new JepsenFile(out, format);
        try {
            JepsenHistory.tell(history, file::add);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (format == Format.JSON) {
            out.append(file.index == 0 ? "[]\n" : "\n]\n");
        }
        out.flush();
        return file.index;
    }

    private void add(JepsenOperation operation) {
        try {
            boolean edn = format == Format.EDN;
            line.setLength(0);
            line.append(edn ? "{" : index == 0 ? "[\n{" : ",\n{");
            word("type", operation.type()).append(", ");
            word("f", "txn").append(", ");
            key("value");
            value(operation);
            key(line.append(", "), "process").append(operation.process());
            key(line.append(", "), "time").append(operation.atNanos());
            key(line.append(", "), "index").append(index++);
            more("client", operation.client());
            more("node", operation.node());
            more("error", operation.error());
            out.append(line.append(edn ? "}\n" : "}"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void value(JepsenOperation operation) {
        line.append("[[");
        line.append(format == Format.EDN ? ":" : "\"").append(operation.append() == null ? "r" : "append");
        line.append(format == Format.EDN ? " " : "\", ");
        quoted(operation.key());
        line.append(separator());
        if (operation.append() != null) {
            line.append(operation.append());
        } else if (operation.read() == null) {
            line.append(format == Format.EDN ? "nil" : "null");
        } else {
            list(operation.read());
        }
        line.append("]]");
    }

    private void list(List<Range> runs) {
        String next = "";
        line.append('[');
        for (Range run : runs) {
            for (long value = run.first(); value <= run.last(); value++) {
                line.append(next).append(value);
                next = separator();
            }
        }
        line.append(']');
    }

    private String separator() {
        return format == Format.EDN ? " " : ", ";
    }

    private void more(String name, @Nullable String text) {
        if (text != null) {
            key(line.append(", "), name);
            quoted(text);
        }
    }

    private StringBuilder word(String name, String word) {
        key(name);
        return format == Format.EDN
                ? line.append(':').append(word)
                : line.append('"').append(word).append('"');
    }

    private void key(String name) {
        key(line, name);
    }

    private StringBuilder key(StringBuilder to, String name) {
        return format == Format.EDN
                ? to.append(':').append(name).append(' ')
                : to.append('"').append(name).append("\": ");
    }

    /** Strings of EDN and of JSON have the same escapes, as far as these are used. */
    private void quoted(String text) {
        line.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (c == '\n') {
                line.append("\\n");
            } else if (c < ' ' || c == 0x7f || Character.isSurrogate(c)) {
                line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        line.append('"');
    }
}
