package io.splitproof.history;

/**
 * Where the events of a run go.
 *
 * <p>Implementations accept calls from any thread, keep what they accepted even if the harness dies right after, and
 * never block for long.
 */
@FunctionalInterface
public interface Journal {
    void append(Event event);
}
