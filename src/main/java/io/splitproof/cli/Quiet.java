package io.splitproof.cli;

import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Keeps libraries from talking: Lettuce logs a stack trace for every connection that a fault breaks. */
final class Quiet {
    private Quiet() {}

    /** Lets only severe messages of libraries through; SPLITPROOF_LOG=INFO (or FINE) shows more. */
    static void libraries() {
        String wanted = System.getenv("SPLITPROOF_LOG");
        Level level = wanted == null ? Level.OFF : Level.parse(wanted);
        Logger root = LogManager.getLogManager().getLogger("");
        if (root != null) {
            root.setLevel(level);
            for (var handler : root.getHandlers()) {
                handler.setLevel(level);
            }
        }
    }
}
