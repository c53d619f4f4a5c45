package io.splitproof.store;

import io.splitproof.history.Event;
import io.splitproof.history.OperationKind;
import io.splitproof.history.Outcome;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;

/**
 * Reads lines into events.
 *
 * <p>Nearly all lines are operations, {@code invoked} and {@code completed}; they are read token by token, several
 * times faster than by databinding, which reads all others. Equal strings become one.
 */
final class EventLines {
    private final Map<String, String> interned = new HashMap<>();

    /** Throws JacksonException or IllegalArgumentException if the line is no event. */
    Event read(byte[] buffer, int start, int length) {
        try (JsonParser in = Json.COMPACT.createParser(buffer, start, length)) {
            boolean named = in.nextToken() == JsonToken.START_OBJECT && "e".equals(in.nextName());
            String kind = named ? in.nextStringValue() : null;
            Event event = "invoked".equals(kind) ? invoked(in) : "completed".equals(kind) ? completed(in) : null;
            if (event != null && in.nextToken() != null) {
                throw new StreamReadException(in, "more after the end of the event");
            }
            return event != null ? event : Json.COMPACT.readValue(buffer, start, length, Event.class);
        }
    }

    private Event invoked(JsonParser in) {
        long at = -1;
        long op = -1;
        long intended = -1;
        String client = null;
        OperationKind kind = null;
        String key = null;
        Long value = null;
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            JsonToken token = in.nextToken();
            switch (name) {
                case "t" -> at = in.getLongValue();
                case "op" -> op = in.getLongValue();
                case "client" -> client = text(in);
                case "kind" -> kind = "write".equals(in.getString()) ? OperationKind.WRITE : OperationKind.READ;
                case "key" -> key = text(in);
                case "value" -> value = token == JsonToken.VALUE_NULL ? null : (Long) in.getLongValue();
                case "intended" -> intended = in.getLongValue();
                default -> in.skipChildren();
            }
        }
        if (at < 0 || op < 0 || client == null || kind == null || key == null) {
            throw new StreamReadException(in, "a field of \"invoked\" is missing");
        }
        return new Event.Invoked(at, op, client, kind, key, value, intended);
    }

    private Event completed(JsonParser in) {
        long at = -1;
        long op = -1;
        Outcome outcome = null;
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            switch (name) {
                case "t" -> at = in.getLongValue();
                case "op" -> op = in.getLongValue();
                case "outcome" -> outcome = outcome(in);
                default -> in.skipChildren();
            }
        }
        if (at < 0 || op < 0 || outcome == null) {
            throw new StreamReadException(in, "a field of \"completed\" is missing");
        }
        return new Event.Completed(at, op, outcome);
    }

    private Outcome outcome(JsonParser in) {
        String kind = null;
        Long value = null;
        String node = null;
        String error = null;
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            JsonToken token = in.nextToken();
            switch (name) {
                case "kind" -> kind = text(in);
                case "value" -> value = token == JsonToken.VALUE_NULL ? null : (Long) in.getLongValue();
                case "node" -> node = token == JsonToken.VALUE_NULL ? null : text(in);
                case "error" -> error = text(in);
                default -> in.skipChildren();
            }
        }
        return outcome(in, kind, value, node, error);
    }

    private static Outcome outcome(
            JsonParser in, @Nullable String kind, @Nullable Long value, @Nullable String node, @Nullable String error) {
        if ("ok".equals(kind)) {
            return new Outcome.Ok(value, node);
        }
        if (error != null && "fail".equals(kind)) {
            return new Outcome.Fail(error, node);
        }
        if (error != null && "info".equals(kind)) {
            return new Outcome.Info(error, node);
        }
        throw new StreamReadException(in, "an outcome is ok, fail or info, the latter two with an error");
    }

    private String text(JsonParser in) {
        String text = in.getString();
        String known = interned.putIfAbsent(text, text);
        return known == null ? text : known;
    }
}
