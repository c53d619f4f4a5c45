package io.splitproof.checker;

import io.splitproof.history.Outcome.Source;
import java.util.ArrayList;
import java.util.List;

/** How many requests each source settled. */
public record Sources(long redis, long database, long skipped) {
    static final Sources NONE = new Sources(0, 0, 0);

    public long total() {
        return redis + database + skipped;
    }

    Sources plus(Source source) {
        return switch (source) {
            case REDIS -> new Sources(redis + 1, database, skipped);
            case DATABASE -> new Sources(redis, database + 1, skipped);
            case SKIPPED -> new Sources(redis, database, skipped + 1);
        };
    }

    /** Such as {@code 12 by Redis, 3 by the database}; {@code none} for none. */
    public String words() {
        var parts = new ArrayList<String>();
        add(parts, redis, "by Redis");
        add(parts, database, "by the database");
        add(parts, skipped, "without a check");
        return parts.isEmpty() ? "none" : String.join(", ", parts);
    }

    private static void add(List<String> parts, long number, String by) {
        if (number > 0) {
            parts.add(Words.count(number) + " " + by);
        }
    }
}
