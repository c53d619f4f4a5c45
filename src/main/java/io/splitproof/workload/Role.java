package io.splitproof.workload;

import java.time.Duration;

/** What an application keeps in Redis, and what its users then do. All times are scenario time. */
public sealed interface Role {
    /** Its word in scenario files. */
    String word();

    /** How long Redis keeps an entry. */
    Duration ttl();

    /** In words, such as {@code sessions of 20 users, for 1800 s}. */
    String describe();

    /** Who is logged in: users log in, show their sessions with each request, and log out; others try ended sessions. */
    record Sessions(int users, Duration ttl) implements Role {
        @Override
        public String word() {
            return "sessions";
        }

        @Override
        public String describe() {
            return "sessions of " + users + " users, for " + ttl.toSeconds() + " s";
        }
    }

    /** Tokens that are not to be accepted any more, though they have not expired. */
    record TokenBlacklist(Duration ttl) implements Role {
        @Override
        public String word() {
            return "token-blacklist";
        }

        @Override
        public String describe() {
            return "a blacklist of tokens, for " + ttl.toSeconds() + " s";
        }
    }

    /** Copies of what the database has, read first and dropped on a change (cache-aside). */
    record ProfileCache(int users, Duration ttl) implements Role {
        @Override
        public String word() {
            return "profile-cache";
        }

        @Override
        public String describe() {
            return "a cache of " + users + " profiles, for " + ttl.toSeconds() + " s";
        }
    }

    /** How many calls each user has made in the present window of time. */
    record RateLimit(int users, int limit, Duration window) implements Role {
        @Override
        public String word() {
            return "rate-limit";
        }

        @Override
        public Duration ttl() {
            return window;
        }

        @Override
        public String describe() {
            return "at most " + limit + " calls of each of " + users + " users in " + window.toMillis() + " ms";
        }

        /** Which window a moment is in, counted from the start of the run. */
        public long windowAt(long nanos) {
            return nanos / window.toNanos();
        }
    }
}
