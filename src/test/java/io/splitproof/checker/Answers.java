package io.splitproof.checker;

import io.splitproof.history.Outcome;
import io.splitproof.history.Outcome.Decision;
import io.splitproof.history.Outcome.Served;
import io.splitproof.history.Outcome.Source;
import org.jspecify.annotations.Nullable;

/** What applications answer, in short. */
final class Answers {
    static final Outcome DONE = redis(Decision.DONE, null, "ok");
    static final Outcome ADMITTED = redis(Decision.ADMITTED, null, "hit");
    static final Outcome REFUSED = redis(Decision.REFUSED, null, "miss");
    static final Outcome SKIPPED =
            new Served(Decision.ADMITTED, Source.SKIPPED, null, "timeout", "no database: 08001", null);
    static final Outcome FAILED = new Outcome.Fail("Redis: not connected", null);
    static final Outcome UNCERTAIN = new Outcome.Info("Redis: timeout", null);

    private Answers() {}

    static Outcome redis(Decision decision, @Nullable Long value, String said) {
        return new Served(decision, Source.REDIS, value, said, null, "redis-1");
    }

    static Outcome database(Decision decision, @Nullable Long value) {
        return new Served(decision, Source.DATABASE, value, "timeout", value == null ? "miss" : "hit", "postgres-1");
    }
}
