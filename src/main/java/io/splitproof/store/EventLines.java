package io.splitproof.store;

import io.splitproof.history.Action;
import io.splitproof.history.Event;
import io.splitproof.history.OperationKind;
import io.splitproof.history.Outcome;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
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
    private static final Map<String, OperationKind> KINDS = words(OperationKind.values());
    private static final Map<String, Action> ACTIONS = words(Action.values());
    private static final Map<String, Outcome.Decision> DECISIONS = words(Outcome.Decision.values());
    private static final Map<String, Outcome.Source> SOURCES = words(Outcome.Source.values());

    private final Map<String, String> interned = new HashMap<>();

    /** By the words of a history: kebab case. */
    private static <E extends Enum<E>> Map<String, E> words(E[] values) {
        return Arrays.stream(values)
                .collect(Collectors.toMap(v -> v.name().toLowerCase(Locale.ROOT).replace('_', '-'), v -> v));
    }

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
        Action action = null;
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            JsonToken token = in.nextToken();
            switch (name) {
                case "t" -> at = in.getLongValue();
                case "op" -> op = in.getLongValue();
                case "client" -> client = text(in);
                case "kind" -> kind = KINDS.get(in.getString());
                case "key" -> key = text(in);
                case "value" -> value = token == JsonToken.VALUE_NULL ? null : (Long) in.getLongValue();
                case "intended" -> intended = in.getLongValue();
                case "action" -> action = ACTIONS.get(in.getString());
                default -> in.skipChildren();
            }
        }
        if (at < 0 || op < 0 || client == null || kind == null || key == null) {
            throw new StreamReadException(in, "a field of \"invoked\" is missing");
        }
        return new Event.Invoked(at, op, client, kind, key, value, intended, action);
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

    /** The components of an outcome as they come, whichever of them a kind has. */
    private final class Parts {
        private @Nullable String kind;
        private @Nullable Long value;
        private @Nullable String node;
        private @Nullable String error;
        private Outcome.@Nullable Decision decision;
        private Outcome.@Nullable Source from;
        private @Nullable String redis;
        private @Nullable String database;

        void read(String name, JsonParser in) {
            switch (name) {
                case "kind" -> kind = text(in);
                case "value" -> value = in.getLongValue();
                case "node" -> node = text(in);
                case "error" -> error = text(in);
                case "decision" -> decision = DECISIONS.get(in.getString());
                case "from" -> from = SOURCES.get(in.getString());
                case "redis" -> redis = text(in);
                case "database" -> database = text(in);
                default -> in.skipChildren();
            }
        }

        Outcome outcome(JsonParser in) {
            if ("ok".equals(kind)) {
                return new Outcome.Ok(value, node);
            }
            if (error != null && "fail".equals(kind)) {
                return new Outcome.Fail(error, node);
            }
            if (error != null && "info".equals(kind)) {
                return new Outcome.Info(error, node);
            }
            if (decision != null && from != null && "served".equals(kind)) {
                return new Outcome.Served(decision, from, value, redis, database, node);
            }
            throw new StreamReadException(
                    in,
                    "an outcome is ok, fail or info, the latter two with an error, or served with a decision and"
                            + " who made it");
        }
    }

    private Outcome outcome(JsonParser in) {
        var parts = new Parts();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            if (in.nextToken() != JsonToken.VALUE_NULL) {
                parts.read(name, in);
            }
        }
        return parts.outcome(in);
    }

    private String text(JsonParser in) {
        String text = in.getString();
        String known = interned.putIfAbsent(text, text);
        return known == null ? text : known;
    }
}
