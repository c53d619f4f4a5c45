package io.splitproof.client;

import io.splitproof.history.Outcome;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows in memory; fails as a test tells it to. */
final class FakeDatabase implements Database {
    private record Row(long number, long expiresNanos) {}

    private final Map<String, Row> rows = new HashMap<>();

    @Nullable
    Outcome error;

    private Outcome ok(@Nullable Long number) {
        return error == null ? new Outcome.Ok(number, "postgres-1") : error;
    }

    @Override
    public Outcome put(String key, long number, long expiresNanos) {
        if (error == null) {
            rows.put(key, new Row(number, expiresNanos));
        }
        return ok(null);
    }

    @Override
    public Outcome find(String key, long nowNanos) {
        Row row = rows.get(key);
        return ok(row == null || row.expiresNanos() <= nowNanos ? null : (Long) row.number());
    }

    @Override
    public Outcome remove(String key) {
        rows.remove(key);
        return ok(null);
    }

    @Override
    public Outcome increment(String key, long expiresNanos) {
        Row row = rows.getOrDefault(key, new Row(0, expiresNanos));
        rows.put(key, new Row(row.number() + 1, expiresNanos));
        return ok(row.number() + 1);
    }

    @Override
    public void close() {}
}
