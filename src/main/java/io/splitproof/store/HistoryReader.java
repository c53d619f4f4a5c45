package io.splitproof.store;

import io.splitproof.history.Event;
import io.splitproof.history.History;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;

/** Reads {@code history.jsonl}. */
public final class HistoryReader {
    private HistoryReader() {}

    /**
     * Reads a whole history. A torn last line is left out and told; anything else that is wrong throws
     * DamagedRunException.
     */
    public static RecordedHistory read(Path file) {
        try (var lines = new JsonLines(file)) {
            checkHeader(file, lines);
            List<Event> events = new ArrayList<>();
            boolean whole = readAll(file, lines, events);
            return new RecordedHistory(new History(events), !whole);
        } catch (NoSuchFileException e) {
            throw new DamagedRunException(file, 0, "expected the history of a run, but there is no such file");
        } catch (IOException e) {
            throw new DamagedRunException(file, 0, "expected a readable history: " + e.getMessage());
        }
    }

    private static boolean readAll(Path file, JsonLines lines, List<Event> events) throws IOException {
        var reader = new EventLines();
        while (lines.next()) {
            try {
                events.add(reader.read(lines.buffer(), lines.start(), lines.length()));
            } catch (JacksonException | IllegalArgumentException e) {
                if (!lines.terminated()) {
                    return false;
                }
                throw new DamagedRunException(
                        file, lines.number(), "expected an event, but found " + excerpt(lines) + " (" + words(e) + ")");
            }
        }
        return true;
    }

    private static void checkHeader(Path file, JsonLines lines) throws IOException {
        if (!lines.next()) {
            throw new DamagedRunException(file, 0, "expected a header and events, but the file is empty");
        }
        HistoryHeader header;
        try {
            header = Json.COMPACT.readValue(lines.buffer(), lines.start(), lines.length(), HistoryHeader.class);
        } catch (JacksonException e) {
            throw new DamagedRunException(
                    file,
                    1,
                    "expected the header " + Json.COMPACT.writeValueAsString(HistoryHeader.CURRENT) + ", but found "
                            + excerpt(lines));
        }
        if (!header.equals(HistoryHeader.CURRENT)) {
            throw new DamagedRunException(
                    file,
                    1,
                    "expected " + HistoryHeader.CURRENT.format() + " version " + HistoryHeader.CURRENT.version()
                            + ", but found " + header.format() + " version " + header.version()
                            + "; judge it with the Splitproof that recorded it");
        }
    }

    private static String words(RuntimeException e) {
        String message = e instanceof JacksonException json ? json.getOriginalMessage() : e.getMessage();
        if (message != null && message.startsWith("Could not resolve type id")) {
            return "there is no such kind of event";
        }
        return message == null ? e.toString() : message;
    }

    private static String excerpt(JsonLines lines) {
        int shown = Math.min(lines.length(), 80);
        String text = new String(lines.buffer(), lines.start(), shown, StandardCharsets.UTF_8);
        return lines.length() == 0 ? "an empty line" : "`" + text + (shown < lines.length() ? "..." : "") + "`";
    }
}
