package io.splitproof.store;

import io.splitproof.history.Event;
import io.splitproof.history.Journal;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Appends events to {@code history.jsonl}, one line each, from any thread.
 *
 * <p>Lines reach the operating system at most {@value #FLUSH_MILLIS} ms after the next event, or on {@link #flush},
 * which a run calls on a timer: what is there survives the death of this process. Events that can no longer be written
 * are counted, never thrown at the caller.
 */
public final class HistoryWriter implements Journal, AutoCloseable {
    static final long FLUSH_MILLIS = 20;

    private static final byte[] LINE_FEED = {'\n'};

    private final Path file;
    private final OutputStream out;
    private long flushedNanos = System.nanoTime();
    private long dropped;
    private boolean closed;
    private @Nullable IOException failure;

    /** Creates the file and writes its header; throws UncheckedIOException if there is one already. */
    public HistoryWriter(Path file) {
        this.file = file;
        try {
            this.out = new BufferedOutputStream(
                    Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), 1 << 16);
            out.write((Json.COMPACT.writeValueAsString(HistoryHeader.CURRENT) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("expected to begin a new history in " + file, e);
        }
    }

    @Override
    public void append(Event event) {
        byte[] line = Json.COMPACT.writeValueAsBytes(event);
        synchronized (this) {
            if (closed || failure != null) {
                dropped++;
                return;
            }
            try {
                out.write(line);
                out.write(LINE_FEED);
                flushIfDue();
            } catch (IOException e) {
                failure = e;
                dropped++;
            }
        }
    }

    /** Hands everything appended so far to the operating system. */
    public synchronized void flush() {
        if (closed || failure != null) {
            return;
        }
        try {
            out.flush();
            flushedNanos = System.nanoTime();
        } catch (IOException e) {
            failure = e;
        }
    }

    /** Events that came after the end, or after writing had failed. */
    public synchronized long dropped() {
        return dropped;
    }

    /** Ends the history; later events are counted as dropped. Throws UncheckedIOException if any write had failed. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        flush();
        closed = true;
        try {
            out.close();
        } catch (IOException e) {
            failure = failure == null ? e : failure;
        }
        if (failure != null) {
            throw new UncheckedIOException("expected to write every event to " + file, failure);
        }
    }

    private void flushIfDue() throws IOException {
        long now = System.nanoTime();
        if (now - flushedNanos > FLUSH_MILLIS * 1_000_000) {
            out.flush();
            flushedNanos = now;
        }
    }
}
