package io.splitproof.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The lines of a file as bytes in one buffer, without a copy of each. */
final class JsonLines implements Closeable {
    private final InputStream in;
    private byte[] buffer = new byte[1 << 18];
    private int filled;
    private int start;
    private int end;
    private int following;
    private long number;
    private boolean terminated = true;

    JsonLines(Path file) throws IOException {
        this.in = Files.newInputStream(file);
    }

    /** Moves to the next line; false at the end of the file. */
    boolean next() throws IOException {
        start = following;
        int searched = start;
        while (true) {
            for (int i = searched; i < filled; i++) {
                if (buffer[i] == '\n') {
                    end = i;
                    following = i + 1;
                    number++;
                    return true;
                }
            }
            int pending = filled - start;
            if (!fill()) {
                return lastLine();
            }
            searched = start + pending;
        }
    }

    byte[] buffer() {
        return buffer;
    }

    int start() {
        return start;
    }

    int length() {
        return end - start;
    }

    /** Counted from 1. */
    long number() {
        return number;
    }

    /** False of a last line that no line feed ends. */
    boolean terminated() {
        return terminated;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean lastLine() {
        if (start >= filled) {
            return false;
        }
        terminated = false;
        end = filled;
        following = filled;
        number++;
        return true;
    }

    /** Moves what is pending to the front of the buffer and reads on behind it; false at the end of the file. */
    private boolean fill() throws IOException {
        int pending = filled - start;
        if (pending == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        System.arraycopy(buffer, start, buffer, 0, pending);
        start = 0;
        int read = in.read(buffer, pending, buffer.length - pending);
        filled = pending + Math.max(0, read);
        return read > 0;
    }
}
