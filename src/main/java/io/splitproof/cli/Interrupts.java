package io.splitproof.cli;

import java.util.concurrent.atomic.AtomicInteger;
import org.jline.utils.Signals;

/** Turns Ctrl-C and SIGTERM into an interrupt of the run, which then heals and cleans up on its usual path. */
final class Interrupts {
    private Interrupts() {}

    /** The first signal interrupts the calling thread; the third ends the process at once, for `clean` to tidy. */
    static void endThisThread() {
        Thread run = Thread.currentThread();
        var signals = new AtomicInteger();
        Runnable onSignal = () -> {
            int count = signals.incrementAndGet();
            if (count == 1) {
                System.err.println("\ninterrupted: healing and removing what was started (this takes a few seconds)");
                run.interrupt();
            } else if (count == 3) {
                System.err.println("ended at once; ./splitproof clean removes what is left");
                Runtime.getRuntime().halt(ExitCodes.INTERRUPTED);
            }
        };
        Signals.register("INT", onSignal);
        Signals.register("TERM", onSignal);
    }
}
