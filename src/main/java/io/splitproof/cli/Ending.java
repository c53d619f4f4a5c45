package io.splitproof.cli;

import io.splitproof.history.RealTime;
import io.splitproof.run.Threads;

/** The end of the process: whatever threads and exit hooks of libraries are still at, it comes. */
final class Ending {
    /** What the JVM's own work at its end takes on a busy machine, such as writing the archive of classes. */
    private static final RealTime LIMIT = RealTime.ofSeconds(20);

    private Ending() {}

    /** Ends the process. Testcontainers' hook removes containers, which an engine that hangs never answers. */
    static void with(int code) {
        with(code, LIMIT);
    }

    static void with(int code, RealTime limit) {
        Threads.later("splitproof-ending", limit, () -> halt(code));
        System.exit(code);
    }

    private static void halt(int code) {
        System.err.println("ended without waiting for the container engine any longer; ./splitproof clean removes what"
                + " is left");
        Runtime.getRuntime().halt(code);
    }
}
