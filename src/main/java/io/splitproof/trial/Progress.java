package io.splitproof.trial;

import io.splitproof.fault.ScheduledFault;
import io.splitproof.history.Event;

/** What a person who waits is told, while it happens. Implementations accept calls from any thread. */
public interface Progress {
    /** One line about set-up or tidying: what is done, how long it took. */
    void step(String line);

    /** An event, right after it was recorded. */
    void event(Event event);

    /** A fault that nobody had planned, before it begins: somebody gave it by hand. */
    default void plan(ScheduledFault fault) {}

    /** Tells nobody anything. */
    Progress SILENT = new Progress() {
        @Override
        public void step(String line) {}

        @Override
        public void event(Event event) {}
    };
}
