package io.splitproof.engine;

/**
 * One thing that was looked at.
 *
 * @param name what it is, such as "engine" or "image redis:7"
 * @param found what was seen
 * @param advice what to do, empty when nothing needs doing
 */
public record Finding(String name, State state, String found, String advice) {
    /** MISSING stops a run; WARNING may slow it or needs a first-time set-up; OK needs nothing. */
    public enum State {
        OK,
        WARNING,
        MISSING
    }

    static Finding ok(String name, String found) {
        return new Finding(name, State.OK, found, "");
    }

    static Finding warning(String name, String found, String advice) {
        return new Finding(name, State.WARNING, found, advice);
    }

    static Finding missing(String name, String found, String advice) {
        return new Finding(name, State.MISSING, found, advice);
    }
}
