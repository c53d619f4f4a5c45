package io.splitproof.history;

import java.util.Locale;

/** What a user wants of an application that keeps something in Redis. */
public enum Action {
    /** Makes a session. */
    LOG_IN,
    /** Shows a session, to be let through. */
    CHECK_SESSION,
    /** Ends a session. */
    LOG_OUT,
    /** Puts a token on the blacklist. */
    REVOKE_TOKEN,
    /** Shows a token, to be let through unless it is on the blacklist. */
    CHECK_TOKEN,
    READ_PROFILE,
    CHANGE_PROFILE,
    /** Asks for something of which each user may have so many in a window of time. */
    CALL;

    /** Such as {@code log-in}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
